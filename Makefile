# The commands by name; the work is done by build/dev.py (Windows: py build\dev.py run).

PYTHON ?= python3

.PHONY: setup run test check bench pictures lock
setup run test check bench pictures lock:
	@$(PYTHON) build/dev.py $@ $(ARGS)

# Installers, by build/dist.py: made and measured; then checked, and tried on bare systems (root).
.PHONY: dist dist-test
dist:
	@$(PYTHON) build/dist.py $(ARGS)
dist-test:
	@$(PYTHON) build/dist.py recipes bare
