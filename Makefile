# Compiled files are kept, or each of the many processes that are started compiles all anew.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPATH := src
PYTHON = .venv/bin/python

run: .venv/ready-to-run
	MENTORNETT_DEMO=1 $(PYTHON) scripts/messages.py compile && MENTORNETT_DEMO=1 MENTORNETT_HASHED_STATIC=1 exec $(PYTHON) -m mentornett serve

test: .venv/ready-to-test
	$(PYTHON) scripts/run_tests.py

check: .venv/ready-to-test
	$(PYTHON) scripts/run_tests.py --checks-only

bench: .venv/ready-to-test
	$(PYTHON) scripts/bench.py

prove: .venv/ready-to-test
	$(PYTHON) scripts/prove.py

bench-matching: .venv/ready-to-test
	$(PYTHON) scripts/bench_matching.py

bench-statistics: .venv/ready-to-test
	$(PYTHON) scripts/bench_statistics.py

bench-documents: .venv/ready-to-test
	$(PYTHON) scripts/bench_documents.py

lock:
	$(PYTHON) scripts/lock.py

sbom: .venv/ready-to-run
	@mkdir -p var && $(PYTHON) scripts/sbom.py > var/sbom.cdx.json && echo var/sbom.cdx.json

.venv/ready-to-run: requirements/run.txt
	python3 -m venv .venv && .venv/bin/pip install --quiet --no-compile --require-hashes -r requirements/run.txt && touch $@

.venv/ready-to-test: requirements/test.txt .venv/ready-to-run
	.venv/bin/pip install --quiet --no-compile --require-hashes -r requirements/test.txt && touch $@

.PHONY: run test check bench prove bench-matching bench-statistics bench-documents lock sbom
