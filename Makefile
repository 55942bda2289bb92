# ismslint: one Makefile, no recursion into folders.
#
#   make            build/ismslint
#   make demo       set up the machine, build, write the demo ISMS and lint it
#   make test       set up the machine, build, run every test
#   make asan       every test again under AddressSanitizer and UBSan
#   make lint       formatting, static analysis, layering
#   make bench      instructions, and timings and memory as ratios of one run; fails beyond a limit
#   make bless      rewrite the expected outputs of pages, cases, README.md and docs; read the diff
#   make fuzz       the fuzz targets, FUZZ_SECONDS each (clang), and every allocation failing once
#   make install    PREFIX (/usr/local), DESTDIR
#   make clean
#
# B is the build folder, CC the compiler, WERROR=1 makes warnings errors. A cross build names the
# compiler of the machine that builds as well, HOST_CC, and the other machine's PKG_CONFIG and AR.

B       ?= build
CC      ?= cc
PREFIX  ?= /usr/local
HOST_CC ?= $(CC)
PKG_CONFIG ?= pkg-config
VERSION := 0.1.0
# Where people read about the program: whoever publishes a build sets it. SARIF reports hold it.
HOMEPAGE ?= https://example.org/ismslint

.DEFAULT_GOAL := $(B)/ismslint
.DELETE_ON_ERROR:

# Compile on every processor unless told otherwise.
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

.SUFFIXES:

PACKAGES := libgit2 yaml-0.1 libpcre2-8 libcmark-gfm jansson libidn2 nettle

# Asked for when a recipe first needs it: by then `setup` has installed the packages.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell $(PKG_CONFIG) --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell $(PKG_CONFIG) --libs $(PACKAGES)))$(PKG_LIBS)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wswitch-enum -Wvla -Wundef -Wpointer-arith -Wcast-qual \
            -Wwrite-strings -Wformat=2 -Wold-style-definition
ifdef WERROR
WARNINGS += -Werror
endif
ifdef SANITIZE
OPTIMISE := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
else
OPTIMISE := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
endif
ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -DISMSLINT_VERSION='"$(VERSION)"' -DISMSLINT_HOMEPAGE='"$(HOMEPAGE)"' -I. -Ilib \
             $(WARNINGS) $(OPTIMISE) -MMD -MP $(PKG_CFLAGS) $(CFLAGS)
LIBS       = $(PKG_LIBS) -lcmark-gfm-extensions -lunistring -lm

LIB_SOURCES   := $(sort $(wildcard lib/*/*.c))
CMD_SOURCES   := $(sort $(wildcard cmd/*.c))
UNIT_SOURCES  := $(sort $(wildcard tests/unit/*_test.c))
LIB_OBJECTS   := $(LIB_SOURCES:%.c=$(B)/%.o)
CMD_OBJECTS   := $(CMD_SOURCES:%.c=$(B)/%.o)
CONFORMANCE_SOURCES := $(sort $(wildcard tests/conformance/*.c))
FUZZ_SOURCES  := $(sort $(wildcard tests/fuzz/*_fuzz.c))
FUZZERS       := $(FUZZ_SOURCES:tests/fuzz/%.c=$(B)/%)
# Where the programs are that run during the build.
HOST          := $(B)$(if $(filter-out $(HOST_CC),$(CC)),/host)
UNIT_TESTS    := $(UNIT_SOURCES:tests/unit/%.c=$(B)/unit/%)
PAGES         := $(sort $(wildcard rules/*/*.md))
# Pages of the documentation with commands are cases as well.
CASES         := $(sort $(wildcard tests/cases/*.md)) docs/tutorial.md $(sort $(wildcard docs/how-to/*.md))
ATTACKS       := $(sort $(shell find tests/redteam -name '*.md')) docs/explanation/approvals-examples.md
EMBEDDED      := $(sort $(shell find schema rules demo -type f 2>/dev/null))
# Their folders too, so that a deleted file counts; "/." because `demo` is a target as well.
EMBEDDED_FOLDERS := $(addsuffix /.,$(sort $(shell find schema rules demo -type d 2>/dev/null)))
C_FILES       := $(sort $(wildcard lib/*/*.[ch] cmd/*.[ch] tools/*.[ch] tests/*.[ch] tests/*/*.[ch]))

# demo, test and friends install what is missing; everything else only says so. A plain build wants
# the libraries only, what tests it wants the programs that it is compared with.
SETUP_MODE := $(if $(filter demo test asan lint bench bless fuzz setup,$(MAKECMDGOALS)),install,check)
SETUP_WANT := $(if $(filter test asan bench bless fuzz fuzz-run setup $(B)/unit/%,$(MAKECMDGOALS)),test) \
              $(filter lint fuzz bench,$(MAKECMDGOALS)) $(filter clang,$(CC))

.PHONY: all demo test asan lint bench bless fuzz fuzz-run install clean setup

all: $(B)/ismslint

setup:
	@WANT="$(SETUP_WANT)" sh tools/setup.sh $(SETUP_MODE)

$(B)/%.o: %.c | setup
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/tests/unit/%.o: ALL_CFLAGS += $(shell $(PKG_CONFIG) --cflags cmocka)

# Schemas, rule pages and the demo are data; they become one table of the program.
$(B)/embed: $(B)/tools/embed.o $(filter-out $(B)/lib/base/embedded.o,$(filter \
    $(B)/lib/base/% $(B)/lib/value/% $(B)/lib/source/%,$(LIB_OBJECTS)))
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

ifneq ($(HOST),$(B))
$(HOST)/verify: | $(HOST)/embed
$(HOST)/embed $(HOST)/verify: $(wildcard lib/*/*.[ch] tools/*.[ch])
	@$(MAKE) --no-print-directory B=$(HOST) CC="$(HOST_CC)" PKG_CONFIG=pkg-config AR=ar \
	    CFLAGS= LDFLAGS= SANITIZE= $@
endif

$(B)/embedded.c: $(HOST)/embed $(EMBEDDED) $(EMBEDDED_FOLDERS)
	@echo "  EMBED $@"
	@$(HOST)/embed $(EMBEDDED) > $@

$(B)/embedded.o: $(B)/embedded.c
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/libismslint.a: $(LIB_OBJECTS) $(B)/embedded.o
	@rm -f $@
	@$(AR) rcs $@ $^

# The commands without main, so that tests can call them.
$(B)/libcommands.a: $(filter-out $(B)/cmd/main.o,$(CMD_OBJECTS))
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/verify: $(B)/tools/verify.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# A faulty rule page does not build.
$(B)/verified: $(HOST)/verify
	@echo "  VERIFY rules"
	@$(HOST)/verify
	@touch $@

$(B)/ismslint: $(B)/cmd/main.o $(B)/libcommands.a $(B)/libismslint.a | $(B)/verified
	@echo "  LD $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Folders that can be taken out of the house, with what they may know and nothing else.
STANDALONE := $(B)/standalone/cel $(B)/standalone/jsonschema

$(B)/standalone/cel: $(filter $(B)/lib/cel/%,$(LIB_OBJECTS))
$(B)/standalone/jsonschema: $(filter $(B)/lib/jsonschema/%,$(LIB_OBJECTS))
$(STANDALONE): $(B)/standalone/%: $(B)/tests/standalone/%.o $(B)/tests/standalone/json.o \
    $(filter-out $(B)/lib/base/embedded.o,$(filter \
        $(B)/lib/base/% $(B)/lib/regex/% $(B)/lib/value/%,$(LIB_OBJECTS)))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lunistring -lm \
	    $$($(PKG_CONFIG) --libs libpcre2-8 jansson libidn2 nettle)

$(B)/conformance: $(CONFORMANCE_SOURCES:%.c=$(B)/%.o) $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/unit/%_test: $(B)/tests/unit/%_test.o $(B)/libcommands.a $(B)/libismslint.a
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $$($(PKG_CONFIG) --libs cmocka)

$(B)/run-cases: $(B)/tests/cases.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/run-pages: $(B)/tests/pages.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/run-redteam: $(B)/tests/redteam.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# tests/output.h parses Markdown as GitHub does.
$(B)/check-output: $(B)/tests/check_output.o $(B)/tests/output.o $(B)/tests/output_xml.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/run-hostile: $(B)/tests/hostile.o $(B)/tests/output.o $(B)/tests/output_xml.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Loaded before the program, it lets allocations fail.
$(B)/fail-allocation.so: tests/alloc/fail_allocation.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 $(WARNINGS) -O2 -g -fPIC -shared -o $@ $<

$(B)/language-page: $(B)/tests/language.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/measure: $(B)/tests/bench/measure.o
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^

$(B)/warm: $(B)/tests/bench/warm.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

test: $(B)/ismslint $(B)/verify $(B)/conformance $(B)/run-cases $(B)/run-pages $(B)/language-page $(B)/run-redteam $(B)/check-output $(B)/run-hostile $(B)/fail-allocation.so $(STANDALONE) $(UNIT_TESTS)
	@sh tests/run.sh $(B)

# As of a fixed day, so that it says the same every time; findings are what it is for.
demo: $(B)/ismslint
	@rm -rf $(B)/demo
	$(B)/ismslint demo $(B)/demo
	$(B)/ismslint -C $(B)/demo --as-of 2026-07-01 || test $$? = 1

bless: $(B)/ismslint $(B)/run-cases $(B)/run-pages $(B)/run-redteam $(B)/language-page
	@$(B)/run-pages --bless $(PAGES)
	@$(B)/run-redteam --bless $(ATTACKS)
	@$(B)/run-cases --bless $(B) $(CASES)
	@sh tests/generated.sh --bless $(B)

.SECONDARY: $(UNIT_SOURCES:%.c=$(B)/%.o) $(FUZZ_SOURCES:%.c=$(B)/%.o)

# The sanitizers change every object: they have a build folder of their own.
asan: setup
	@$(MAKE) --no-print-directory SANITIZE=1 B=$(B)/asan test

# libFuzzer is clang's; the unit tests hand their inputs to the corpus.
FUZZ_SECONDS ?= 20

fuzz: setup $(B)/ismslint $(B)/fail-allocation.so
	@sh tests/alloc/run.sh $(B) whole
	@$(MAKE) --no-print-directory SANITIZE=1 CC=clang CFLAGS=-fsanitize=fuzzer-no-link \
	    B=$(B)/fuzz fuzz-run

$(B)/%_fuzz: $(B)/tests/fuzz/%_fuzz.o $(B)/libcommands.a $(B)/libismslint.a
	@echo "  LD $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

fuzz-run: $(FUZZERS) $(filter $(FUZZERS:$(B)/%_fuzz=$(B)/unit/%_test),$(UNIT_TESTS))
	@sh tests/fuzz/run.sh $(B) $(FUZZ_SECONDS)

$(B)/history-bench: $(B)/tests/bench/history.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/cel-bench: $(B)/tests/bench/cel.o $(B)/libismslint.a
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

bench: setup $(B)/ismslint $(B)/measure $(B)/history-bench $(B)/warm $(B)/cel-bench $(B)/embed
	@failed=0; for script in tests/bench/*.sh; do sh $$script $(B) || failed=1; done; exit $$failed

lint: setup
	@echo "  FORMAT"
	@clang-format --dry-run -Werror $(C_FILES)
	@echo "  CPPCHECK"
	@cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --error-exitcode=1 --suppressions-list=tests/cppcheck.txt -I. -Ilib lib cmd tools tests
	@sh tests/layering.sh
	@sh tests/circles.sh

install: $(B)/ismslint
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(B)/ismslint $(DESTDIR)$(PREFIX)/bin/ismslint

clean:
	rm -rf $(B)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
