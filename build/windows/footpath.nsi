; Footpath for one person: no administrator is asked, nothing outside that person's folders is touched.
;
;   makensis -DVERSION=0.1.0 -DPAYLOAD=folder -DICON=footpath.ico -DOUTPUT=footpath-setup.exe footpath.nsi
;
; What is put there is the folder _internal, the folder licences and the files named in .Remove below, and only
; those are ever removed: a study left in the folder of the program survives upgrade and removal.

!ifdef TARGET
  Target ${TARGET}
!endif
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Footpath"
!define STUDY_CLASS "Footpath.Study"

Name "Footpath"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Footpath"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "Footpath ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Footpath"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Footpath Setup"
VIAddVersionKey "LegalCopyright" "Footpath authors, MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\footpath.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!macro Remove
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\footpath.exe"
  Delete "$INSTDIR\footpath-cli.exe"
!macroend

; A program that runs cannot be written to. Silent runs end with status 2, as makensis's own do.
!macro RefuseWhileItRuns
  IfFileExists "$INSTDIR\footpath.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\footpath.exe" a
  IfErrors 0 closed
    MessageBox MB_OK|MB_ICONEXCLAMATION "Footpath is open. Close it, then start this again." /SD IDOK
    SetErrorLevel 2
    Quit
  closed:
  FileClose $0
  free:
!macroend

Section "Footpath"
  SetShellVarContext current
  !insertmacro RefuseWhileItRuns
  !insertmacro Remove
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  File "/oname=$INSTDIR\_internal\footpath.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Footpath.lnk" "$INSTDIR\footpath.exe" "" "$INSTDIR\_internal\footpath.ico"

  WriteRegStr HKCU "Software\Classes\.footpath" "" "${STUDY_CLASS}"
  WriteRegStr HKCU "Software\Classes\.footpath" "Content Type" "application/x-footpath"
  WriteRegStr HKCU "Software\Classes\${STUDY_CLASS}" "" "Footpath study"
  WriteRegStr HKCU "Software\Classes\${STUDY_CLASS}\DefaultIcon" "" "$INSTDIR\_internal\footpath.ico"
  WriteRegStr HKCU "Software\Classes\${STUDY_CLASS}\shell\open\command" "" '"$INSTDIR\footpath.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Footpath"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Footpath authors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\_internal\footpath.ico"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR\_internal" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro RefuseWhileItRuns
  !insertmacro Remove
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Footpath.lnk"

  ReadRegStr $0 HKCU "Software\Classes\.footpath" ""
  StrCmp $0 "${STUDY_CLASS}" 0 another
    DeleteRegKey HKCU "Software\Classes\.footpath"
  another:
  DeleteRegKey HKCU "Software\Classes\${STUDY_CLASS}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
