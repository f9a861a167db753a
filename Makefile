# SPDX-License-Identifier: ISC
#
#   make                  build build/rhumb
#   make demo             install what is missing, build, export the example
#   make test             install what the tests need, build, pass every test
#   make lint             formatting, clang-tidy, cppcheck, includes, manual page
#   make VARIANT=san ...  the same with the address and undefined sanitizers
#   make VARIANT=debug ...

VERSION = 0.1.0
VARIANT = release
PACKAGES = raptor2 libcgraph libgvc yaml-0.1 libxxhash libpcre2-8 libxml-2.0

B = build/$(VARIANT)
ifeq ($(VARIANT),release)
PROGRAM = build/rhumb
else
PROGRAM = $(B)/rhumb
endif

SOURCES := $(shell find src -name '*.c')
OBJECTS = $(SOURCES:%.c=$(B)/%.o)
LIBRARY = $(B)/librhumb.a
UNITS := $(patsubst tests/%.c,%,$(wildcard tests/test_*.c))

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
  -Wcast-qual -Wcast-align=strict -Wpointer-arith -Wwrite-strings \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wundef \
  -Wvla -Wformat=2 -Wdouble-promotion -Wnull-dereference \
  -Wimplicit-fallthrough -Wswitch-enum -Wunused-macros -Wduplicated-cond \
  -Wduplicated-branches -Wlogical-op -Wjump-misses-init
ifneq ($(findstring clang,$(CC)),)
WARNINGS += -Wno-unknown-warning-option
endif

CFLAGS.release = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
CFLAGS.debug = -Og -g3
CFLAGS.san = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
ifndef CFLAGS.$(VARIANT)
$(error VARIANT must be release, debug or san)
endif

CPPFLAGS += -Isrc -D_POSIX_C_SOURCE=200809L -DRHUMB_VERSION='"$(VERSION)"' \
  $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)) -MMD -MP
CFLAGS += -std=c11 $(WARNINGS) $(WERROR) $(CFLAGS.$(VARIANT))
LDLIBS += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lm

.PHONY: all units clean
.SECONDARY:
all: $(PROGRAM)

$(PROGRAM): $(B)/src/main.o $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(filter-out %/main.o,$(OBJECTS))
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(B)/tests/%: $(B)/tests/%.o $(LIBRARY)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

units: $(UNITS:%=$(B)/tests/%)
	@for t in $^; do $$t || exit 1; done

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(UNITS:%=$(B)/tests/%.d)
