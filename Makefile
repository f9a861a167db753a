# SPDX-License-Identifier: ISC
#
# `make help` lists the targets.

VERSION = 0.1.0
VARIANT = release
PREFIX = /usr/local
PYTHON = /usr/bin/python3
ROWS = 1000000
PACKAGES = raptor2 libcgraph libgvc yaml-0.1 libxxhash libpcre2-8 libxml-2.0 \
  sqlite3 libpq libmariadb libarchive zlib libmd

# What Debian calls the things that building and running need, and testing
DEPS = gcc libc6-dev make pkg-config libraptor2-dev libgraphviz-dev graphviz \
  libyaml-dev libxxhash-dev libpcre2-dev libxml2-dev libsqlite3-dev libpq-dev \
  libmariadb-dev libarchive-dev zlib1g-dev libmd-dev libunistring-dev fonts-dejavu-core
DEPS_TEST = libcmocka-dev raptor2-utils serdi python3 python3-pip python3-rdflib \
  python3-jsonschema python3-yaml python3-openpyxl python3-xlsxwriter \
  default-jdk-headless libowlapi-java libxml2-utils \
  chromium poppler-utils qpdf locales valgrind libc6-dbg clang libclang-rt-14-dev llvm \
  clang-format clang-tidy cppcheck mandoc jq postgresql mariadb-server \
  $(if $(shell command -v npm),,nodejs npm)
DEPS_WORLD = default-jdk maven python3-setuptools python3-wheel debootstrap \
  xvfb openbox xdotool imagemagick

# What the tests get from other registries: tests/NAME pins it, build/NAME has it
GET = pyoxigraph pyshacl w3c $(if $(YARRRML_PARSER),,yarrrml-parser)
READY = $(GET:%=build/%/ready)
WORLD_READY = $(sort $(patsubst tests/%,build/%ready,$(dir $(foreach lock,\
  pom.xml requirements.txt package.json,$(wildcard tests/world/$(or $(NAME),*)/$(lock))))))

# What libFuzzer is part of
ifneq ($(filter fuzz fuzz-fast,$(VARIANT)),)
CC = clang
endif

# Objects of one compiler and variant never meet those of another
ifneq ($(filter cc gcc,$(CC))$(filter fuzz fuzz-fast,$(VARIANT)),)
B = build/$(VARIANT)
else
B = build/$(VARIANT)-$(notdir $(CC))
endif
ifeq ($(B),build/release)
PROGRAM = build/rhumb
else
PROGRAM = $(B)/rhumb
endif

SOURCES := $(shell find src -name '*.c')
HEADERS := $(shell find src tests -name '*.h')
OBJECTS = $(SOURCES:%.c=$(B)/%.o)
LIBRARY = $(B)/librhumb.a
# What the program has and the unit tests have not
ALONE.release = main base/memory
ALONE.debug = $(ALONE.release)
ALONE.O3 = $(ALONE.release)
ALONE.san = main
ALONE.tsan = main
ALONE.fuzz = main
ALONE.fuzz-fast = main
OF_PROGRAM = $(ALONE.release:%=$(B)/src/%.o)
UNITS := $(patsubst tests/%.c,%,$(wildcard tests/test_*.c))
FUZZ := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
  -Wcast-qual -Wcast-align=strict -Wpointer-arith -Wwrite-strings \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wundef \
  -Wvla -Wformat=2 -Wdouble-promotion -Wnull-dereference \
  -Wimplicit-fallthrough -Wswitch-enum -Wunused-macros -Wduplicated-cond \
  -Wduplicated-branches -Wlogical-op -Wjump-misses-init
ifneq ($(findstring clang,$(CC)),)
WARNINGS += -Wno-unknown-warning-option
endif

# What the compiler has of it: not every machine knows of -fcf-protection
may = $(shell $(CC) -Werror $(1) -x c -c /dev/null -o /dev/null 2>/dev/null && \
  echo '$(1)')
HARDENING := $(call may,-fcf-protection) $(call may,-fstack-clash-protection)

CFLAGS.release = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE \
  $(HARDENING)
LDFLAGS.release = -pie -Wl,-z,relro,-z,now,-z,noexecstack
# Another compiler's, for lint-build and tests/determinism.py, which share it
CFLAGS.O3 = $(CFLAGS.release) -O3
LDFLAGS.O3 = $(LDFLAGS.release)
CFLAGS.debug = -Og -g3
CFLAGS.san = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
  -fno-sanitize-recover=all
CFLAGS.tsan = -O1 -g -fno-omit-frame-pointer -fsanitize=thread
CFLAGS.fuzz = $(CFLAGS.san) -O2 -fsanitize=fuzzer-no-link
# Neither memory nor comparisons are watched: five times as many inputs a second
CFLAGS.fuzz-fast = -O2 -g -fsanitize=undefined -fsanitize-trap=undefined \
  -fno-sanitize-recover=all -fsanitize-coverage=inline-8bit-counters,pc-table
ifndef CFLAGS.$(VARIANT)
$(error VARIANT must be release, debug, O3, san, tsan, fuzz or fuzz-fast)
endif

PACKAGE_CPPFLAGS := $(patsubst -I%,-isystem %,\
  $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
PACKAGE_LDLIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
# make V=1 shows the commands
ifneq ($(V),1)
Q = @
say = @echo '  $(1) $(2)'
endif

DEFINES = -Isrc -D_POSIX_C_SOURCE=200809L -DRHUMB_VERSION='"$(VERSION)"' \
  $(PACKAGE_CPPFLAGS)
CPPFLAGS += $(DEFINES) -MMD -MP
CFLAGS += -std=c11 -pthread $(WARNINGS) $(WERROR) $(CFLAGS.$(VARIANT))
LDFLAGS += $(LDFLAGS.$(VARIANT))
LDLIBS += $(PACKAGE_LDLIBS) -lunistring -lm

# Parts of the test that need the program alone
PARTS = cases warnings translate schema documents house extending readback \
  determinism example fields queries shapes hostile inputs compressed workbooks labels shards gathered \
  outputs memory tools valgrind property growth limits benchmark raptor threads

.PHONY: all help deps deps-test demo test world check unit case docs install uninstall clean
.PHONY: tsan units conformance differential torture faults bench bench-check fuzz $(PARTS)
.PHONY: unit-programs fuzz-programs fuzz-objects unsaid lint lint-format lint-source lint-build tidy cppcheck
.SECONDARY:

all: $(PROGRAM)
	@:

help:
	@echo 'make                 build $(PROGRAM)'
	@echo 'make demo            install what is missing, build, export the example into out/'
	@echo 'make test            install what the tests need, build, pass every test'
	@echo 'make world           what needs big programs or long runs: stores, databases,'
	@echo '                     editors; NAME=fuseki for one of tests/world'
	@echo 'make check           the units and the cases alone, in under a minute'
	@echo 'make unit NAME=csv   one unit test, tests/test_csv.c'
	@echo 'make case NAME=base  one golden case, tests/cases/base; with ACCEPT=1 what comes'
	@echo '                     out becomes what is expected, and is shown: read it'
	@echo 'make deps            install the Debian packages that building and running need'
	@echo 'make deps-test       install those that testing and linting need'
	@echo 'make units           the CMocka tests; other parts of make test:'
	@echo '                     $(PARTS)'
	@echo 'make conformance     the published suites, from SUITES=DIR (../shared/suites)'
	@echo 'make differential    YARRRML as yarrrml-parser translates it'
	@echo 'make property        800 rules and data made by chance against a reference;'
	@echo '                     SEED=n COUNT=n: these'
	@echo 'make fuzz            each target of tests/fuzz for SECONDS=20, or for RUNS=N'
	@echo '                     executions; NAME=rules: that one, tests/fuzz/fuzz_rules.c;'
	@echo '                     SEED=n: the chance of that run again; FAST=1: five times as'
	@echo '                     many, and the sanitizers for those that are kept'
	@echo 'make torture         every call and allocation of small runs fails, and every run is'
	@echo '                     stopped at every call; one scenario with NAME=csv'
	@echo 'make lint            formatting, clang-tidy, cppcheck, includes, manual page,'
	@echo '                     gcc and clang without warnings'
	@echo 'make bench           speed and memory beside floors and rivals, into'
	@echo '                     bench/RESULTS.md; ROWS=1000000 RUNS=3; NAME=a: that workload'
	@echo '                     alone, printed; AGAINST=PROGRAM: this build and that, in turns'
	@echo 'make bench-check     instructions of each workload against those recorded, which'
	@echo '                     ACCEPT=1 records anew; NAME=a: that workload'
	@echo 'make docs            draw the map of the example into docs/'
	@echo 'make install         into PREFIX (/usr/local) under DESTDIR; also: uninstall'
	@echo 'make clean           remove build/ and what a run made in out/'
	@echo 'VARIANT=san          with the address and undefined behaviour sanitizers'
	@echo 'VARIANT=tsan         with the thread sanitizer; make tsan: units and cases with it'
	@echo 'VARIANT=debug        for a debugger; VARIANT=fuzz is what make fuzz builds, O3 what'
	@echo '                     lint and determinism build of clang'
	@echo 'V=1                  show the commands'
	@echo 'CC=clang             with another compiler, in a folder of its own'

# ---- build -----------------------------------------------------------------

$(PROGRAM): $(ALONE.$(VARIANT):%=$(B)/src/%.o) $(LIBRARY)
	$(call say,link,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(filter-out $(OF_PROGRAM),$(OBJECTS))
	@rm -f $@
	$(Q)$(AR) qcs $@ $^

# Said once, before the compiler would say it of every file
$(B)/deps:
	@CC='$(CC)' sh tools/have.sh $(@F) unistr.h $(PACKAGES)
	@mkdir -p $(@D) && touch $@

$(B)/deps-test: $(B)/deps
	@CC='$(CC)' sh tools/have.sh $(@F) cmocka.h cmocka
	@touch $@

$(UNITS:%=$(B)/tests/%.o): | $(B)/deps-test

# What the compiler says is shown, and kept beside the object for lint-build
$(B)/%.o: %.c Makefile | $(B)/deps
	@mkdir -p $(@D)
	$(call say,$(CC),$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $< 2>$@.said || { cat $@.said >&2; exit 1; }
	@cat $@.said >&2

$(B)/tests/%: $(B)/tests/%.o $(LIBRARY)
	$(call say,link,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

# The program with knobs turned, of tests/knobs.c
KNOBS = $(B)/tests/knobs/rhumb
$(KNOBS): $(ALONE.$(VARIANT):%=$(B)/src/%.o) $(B)/tests/knobs.o $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,link,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

threads: $(KNOBS)

# What finds duplicates on disk, by itself, at any size: bench/external.c
$(B)/bench/%: $(B)/bench/%.o $(LIBRARY)
	$(call say,link,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

unit-programs: $(UNITS:%=$(B)/tests/%)
	@:

$(B)/tests/fuzz/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(LIBRARY)
	$(call say,link,$@)
	$(Q)$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LDLIBS)

fuzz-programs: $(if $(NAME),$(B)/tests/fuzz/fuzz_$(NAME),$(FUZZ:%=$(B)/tests/fuzz/%))
	@:

fuzz-objects: $(FUZZ:%=$(B)/tests/fuzz/%.o)
	@:

# Of all that is compiled the compiler has said nothing
SAID = $(patsubst %,%.said,$(OBJECTS) $(UNITS:%=$(B)/tests/%.o) $(FUZZ:%=$(B)/tests/fuzz/%.o) \
  $(B)/tests/knobs.o)
unsaid: all unit-programs fuzz-objects $(KNOBS)
	@cat $(SAID) >$(B)/said && [ ! -s $(B)/said ] || { cat $(B)/said; exit 1; }

# ---- the two commands ------------------------------------------------------
# What pkg-config says is asked anew once the packages are there: hence the
# second make.

deps:
	@sh tools/deps.sh $(DEPS)

deps-test:
	@sh tools/deps.sh $(DEPS) $(DEPS_TEST)

demo: deps
	@$(MAKE) --no-print-directory all
	$(PROGRAM) export mappings/attribution.yml examples/eu-china-cyber/apt31.yml \
	  -d out
	@echo 'The example is in out/: open out/attribution.svg in a browser,'
	@echo 'out/attribution.ttl in Protégé.'

test:
	@sh tools/announce.sh 'make test' $(DEPS) $(DEPS_TEST) -- $(READY)
	@sh tools/deps.sh $(DEPS) $(DEPS_TEST)
	@$(MAKE) --no-print-directory -j2 all unit-programs $(KNOBS)
	@$(if $(filter san tsan,$(VARIANT)),:,$(MAKE) --no-print-directory -j2 \
	  VARIANT=fuzz fuzz-programs)
	@$(if $(READY),$(MAKE) --no-print-directory -sk $(READY) || :)
	@$(RUN_PARTS)

world:
	@sh tools/announce.sh 'make world' $(DEPS) $(DEPS_TEST) $(DEPS_WORLD) -- \
	  $(READY) $(WORLD_READY)
	@sh tools/deps.sh $(DEPS) $(DEPS_TEST) $(DEPS_WORLD)
	@$(MAKE) --no-print-directory -j2 all unit-programs $(KNOBS)
	@$(if $(filter-out fuzz,$(or $(NAME),fuzz)),:,$(MAKE) --no-print-directory -j2 \
	  VARIANT=fuzz NAME= fuzz-programs && $(MAKE) --no-print-directory -j2 \
	  VARIANT=fuzz-fast NAME= fuzz-programs)
	@$(MAKE) --no-print-directory -sk $(READY) $(WORLD_READY) || :
	@FUZZ_SECONDS=$(SECONDS) $(PYTHON) tests/world/run.py --program $(PROGRAM) --build $(B) $(NAME)

# ---- parts of the test -----------------------------------------------------

RUN_PARTS = $(PYTHON) tests/all.py --program $(PROGRAM) --build $(B) \
  --variant $(VARIANT)

units: unit-programs
	@$(RUN_PARTS) units

check: all unit-programs
	@$(RUN_PARTS) units cases

# Threads that meet unguarded, in the units and the cases
tsan:
	@$(MAKE) --no-print-directory -j2 VARIANT=tsan check

named = $(if $(NAME),,$(error Which? make $@ NAME=$(1), of $(2)))

unit: $(if $(NAME),$(B)/tests/test_$(NAME))
	$(call named,csv,tests/test_NAME.c)
	@$(RUN_PARTS) --name '$(NAME)' units

case: all
	$(call named,base,tests/cases/NAME)
	@$(RUN_PARTS) --name '$(NAME)' $(if $(ACCEPT),--accept) cases

$(PARTS): all
	@$(RUN_PARTS) $@

# Of this part make test runs a sample
torture: all
	@WHOLE=1 $(RUN_PARTS) $(if $(NAME),--name '$(NAME)') $@

# Of make world: it builds a copy of the tree once for each fault
faults: all
	@$(PYTHON) tests/faults/run.py $(if $(NAME),--name '$(NAME)')

conformance: all $(B)/tests/test_jsonpath
	@$(RUN_PARTS) $@

differential: all $(READY)
	@$(RUN_PARTS) $@

readback conformance determinism hostile translate labels property queries faults: build/pyoxigraph/ready

readback: $(B)/tests/test_turtle build/w3c/ready

shapes: build/pyshacl/ready

build/%/ready: tests/%/package-lock.json
	@sh tools/get.sh $(<D) $(@D)

build/%/ready: tests/%/requirements.txt
	@PYTHON='$(PYTHON)' sh tools/get.sh $(<D) $(@D)

build/%/ready: tests/%/source.txt
	@PYTHON='$(PYTHON)' sh tools/get.sh $(<D) $(@D)

build/%/ready: tests/%/pom.xml
	@sh tools/get.sh $(<D) $(@D)

# The programs are of a variant of their own, whichever runs the rest
fuzz: all
	@$(MAKE) --no-print-directory -j2 VARIANT=fuzz NAME=$(NAME) fuzz-programs
	@$(if $(FAST),$(MAKE) --no-print-directory -j2 VARIANT=fuzz-fast NAME=$(NAME) fuzz-programs,:)
	@FUZZ_FAST=$(FAST) FUZZ_SECONDS=$(or $(SECONDS),20) FUZZ_RUNS=$(RUNS) SEED=$(or $(SEED),0) $(RUN_PARTS) $(NAME:%=--name %) fuzz

# ---- lint ------------------------------------------------------------------

C_FILES := $(shell find src tests bench -name '*.c' -o -name '*.h')
TIDY_FILES := $(shell find src tests bench -name '*.c')
TIDY = build/tidy

lint: deps-test
	@$(MAKE) --no-print-directory cppcheck
	@$(MAKE) --no-print-directory -j2 lint-format lint-source tidy
	@$(MAKE) --no-print-directory lint-build
	@echo 'lint: nothing found'

lint-format:
	clang-format --dry-run -Werror $(C_FILES)

lint-source:
	$(PYTHON) tools/lint.py
	mandoc -T lint -W style rhumb.1

cppcheck:
	@mkdir -p build/cppcheck
	cppcheck --quiet --std=c11 --language=c --error-exitcode=1 -j2 \
	  --enable=warning,performance,portability --inline-suppr \
	  --cppcheck-build-dir=build/cppcheck --suppress=missingIncludeSystem \
	  -Isrc src

tidy: $(TIDY_FILES:%=$(TIDY)/%.ok)

$(TIDY)/%.ok: % $(HEADERS) .clang-tidy
	@mkdir -p $(@D)
	$(call say,clang-tidy,$<)
	$(Q)clang-tidy --quiet $< -- -Itests -std=c11 $(DEFINES) 2>$@.log || \
	  { cat $@.log; exit 1; }
	@touch $@

# Of objects that make test has built, what was said then counts
lint-build:
	@$(MAKE) --no-print-directory -j2 CC=gcc unsaid
	@$(MAKE) --no-print-directory -j2 CC=clang VARIANT=O3 unsaid

# ---- the rest --------------------------------------------------------------

bench: all
	@$(PYTHON) bench/bench.py --program $(PROGRAM) --rows $(ROWS) --runs $(or $(RUNS),3) \
	  $(NAME:%=--name %) $(AGAINST:%=--against %)

bench-check: all
	@$(RUN_PARTS) $(NAME:%=--name %) $(if $(ACCEPT),--accept) $@

docs: all
	$(PROGRAM) draw mappings/attribution.yml --view attribution \
	  -o docs/attribution.svg
	$(PROGRAM) draw --rdf ontology/core-pattern.ttl ontology/core-pattern.yml \
	  -o ontology/core-pattern.svg

install uninstall: export DESTDIR := $(DESTDIR)
install uninstall: export PREFIX := $(PREFIX)

install: all
	@sh tools/install.sh install $(PROGRAM)

uninstall:
	@sh tools/install.sh uninstall

clean:
	rm -rf build
	find out -mindepth 1 ! -name .gitkeep -delete

-include $(OBJECTS:.o=.d) $(UNITS:%=$(B)/tests/%.d) $(FUZZ:%=$(B)/tests/fuzz/%.d)
