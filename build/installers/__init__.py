"""How the installers are made: the bundle and its trimming, licences and contents, packages, proofs.

Standard library only, but for what PyInstaller runs itself. build/dist.py is the way in.
"""
