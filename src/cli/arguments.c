// SPDX-License-Identifier: ISC

/// @file arguments.c  The command line, read by the table of options.

#include "cli/options_impl.h"

#include "base/near.h"
#include "base/utf8.h"
#include "base/words.h"
#include "term/datatype.h"
#include "term/vocabulary.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// What stands for an option in getopt's answers, with its row added
enum { FIRST_LONG = 256 };

/// Getopt's tables
typedef struct {
  struct option longs[MAX_OPTIONS + 1];
  char shorts[(2 * MAX_OPTIONS) + 3];
} Getopt;

/// What getopt answers to a word that is no option; asked for so, it does not
/// look into the environment for what such a word means
enum { OPERAND = 1 };

static Getopt
make_getopt(const RhumbCommand *const command)
{
  Getopt out = {.shorts = "-:"};
  size_t n = 0;
  size_t n_shorts = 2;
  for (int i = 0; rhumb_options[i].name; ++i) {
    const RhumbOption *const option = &rhumb_options[i];
    if (rhumb_option_is_of(option, command)) {
      const bool takes = option->kind != TAKES_NOTHING;
      out.longs[n++] = (struct option){option->name,
                                       takes ? required_argument : no_argument,
                                       NULL,
                                       FIRST_LONG + i};
      if (option->letter) {
        out.shorts[n_shorts++] = option->letter;
        out.shorts[n_shorts] = ':';
        n_shorts += takes;
      }
    }
  }
  out.shorts[n_shorts] = '\0';
  return out;
}

static const RhumbOption *
find_option(const RhumbCommand *const command, const int code)
{
  if (code >= FIRST_LONG) {
    return &rhumb_options[code - FIRST_LONG];
  }
  const RhumbOption *option = rhumb_options;
  while (option->name &&
         (option->letter != code || !rhumb_option_is_of(option, command))) {
    ++option;
  }
  return option;
}

static RhumbStatus
refuse_value(const RhumbOption *const option,
             const char *const value,
             const char *const near,
             const char *const what,
             const RhumbDiag *const diag)
{
  const char letter[] = {'-', option->letter, '\0'};
  return RHUMB_FAIL_USAGE(diag,
                          near,
                          "%s%s %s: write %s",
                          option->letter ? letter : "--",
                          option->letter ? "" : option->name,
                          value,
                          what);
}

static RhumbStatus
add_external(RhumbArguments *const out,
             const RhumbOption *const option,
             const char *const text,
             const RhumbDiag *const diag)
{
  const char *const start = *text == '_' ? text + 1 : text;
  const char *const equals = strchr(start, '=');
  if (!equals || equals == start) {
    return refuse_value(option, text, NULL, option->argument, diag);
  }
  const RhumbExternal made = {{start, (size_t)(equals - start)},
                              rhumb_str(equals + 1)};
  for (size_t i = 0; i < out->externals.count; ++i) {
    if (rhumb_str_equal(out->externals.items[i].name, made.name)) {
      out->externals.items[i] = made; // As with every option, the last holds
      return RHUMB_OK;
    }
  }
  RHUMB_PUSH(&out->externals, made);
  return RHUMB_OK;
}

/// Take what a label may begin with in every syntax
static RhumbStatus
take_word(const char **const out,
          const RhumbOption *const option,
          const char *const text,
          const RhumbDiag *const diag)
{
  bool is_sound = rhumb_is_letter(text[0]);
  for (const char *at = text; is_sound && *at; ++at) {
    is_sound = rhumb_is_alphanumeric(*at) || *at == '_';
  }
  *out = text;
  return is_sound ? RHUMB_OK
                  : refuse_value(option,
                                 text,
                                 NULL,
                                 "ASCII letters, digits and \"_\", a letter "
                                 "first",
                                 diag);
}

static RhumbStatus
take_moment(const char **const out,
            const RhumbOption *const option,
            const char *const text,
            const RhumbDiag *const diag)
{
  const RhumbDatatype *const type =
      rhumb_datatype_find(RHUMB_STR(RHUMB_XSD "dateTime"));
  const RhumbStr moment = rhumb_str(text);
  *out = text;
  return rhumb_utf8_valid(moment, NULL) && rhumb_datatype_takes(type, moment)
             ? RHUMB_OK
             : refuse_value(option,
                            text,
                            NULL,
                            "a date and time, such as 2026-01-31T12:00:00Z",
                            diag);
}

static RhumbStatus
take_number(uint64_t *const out,
            const RhumbOption *const option,
            const char *const text,
            const RhumbDiag *const diag)
{
  return rhumb_str_number(rhumb_str(text), UINT64_MAX, out)
             ? RHUMB_OK
             : refuse_value(option, text, NULL, "a number", diag);
}

/// Take bytes, such as "512M"; each letter is 1024 times the one before
static RhumbStatus
take_size(uint64_t *const out,
          const RhumbOption *const option,
          const char *const text,
          const RhumbDiag *const diag)
{
  static const char letters[] = "KkMmGgTt";
  RhumbStr digits = rhumb_str(text);
  const char *const letter =
      digits.len ? strchr(letters, digits.data[digits.len - 1]) : NULL;
  const unsigned bits =
      letter ? 10U * ((unsigned)(letter - letters) / 2U + 1U) : 0;
  digits.len -= letter ? 1 : 0;
  if (!rhumb_str_number(digits, UINT64_MAX >> bits, out) ||
      *out << bits < RHUMB_MIN_MEMORY) {
    return refuse_value(option,
                        text,
                        NULL,
                        "bytes, or a number with K, M, G or T, such as 512M; "
                        "16M at the least",
                        diag);
  }
  *out <<= bits;
  return RHUMB_OK;
}

/// Take "I/N"
static RhumbStatus
take_shard(RhumbShard *const out,
           const RhumbOption *const option,
           const char *const text,
           const RhumbDiag *const diag)
{
  RhumbStr count = rhumb_str(text);
  const RhumbStr number = rhumb_str_cut(&count, '/');
  RhumbShard made = {0};
  if (!rhumb_str_number(count, UINT64_MAX, &made.count) ||
      !rhumb_str_number(number, made.count, &made.number) || !made.number) {
    return refuse_value(option,
                        text,
                        NULL,
                        "which shard, from 1, and of how many, such as 1/4 "
                        "and 4/4",
                        diag);
  }
  --made.number;
  *out = made;
  return RHUMB_OK;
}

/// Take one of "FIRST|SECOND|…"
static RhumbStatus
take_choice(unsigned *const out,
            const RhumbOption *const option,
            const char *const text,
            const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbStr rest = rhumb_str(option->argument);
  RhumbBuf words = {0};
  bool found = false;
  for (unsigned n = 0; !found && rest.len; ++n) {
    const RhumbStr word = rhumb_str_cut(&rest, '|');
    rhumb_buf_format(&words, "%s%.*s", n ? " " : "", RHUMB_FMT(word));
    found = rhumb_str_is(word, text);
    *out = n;
  }
  const char *const all = rhumb_buf_cstr(&words);
  const RhumbStatus status =
      found ? RHUMB_OK
            : refuse_value(option,
                           text,
                           rhumb_words_near(&arena, all, rhumb_str(text)),
                           rhumb_words_list(&arena, all, "or"),
                           diag);
  rhumb_buf_free(&words);
  rhumb_arena_free(&arena);
  return status;
}

static RhumbStatus
take_option(RhumbArguments *const out,
            const RhumbOption *const option,
            const char *const text,
            const RhumbDiag *const diag)
{
  void *const member = (char *)out + option->offset;
  switch (option->kind) {
  case TAKES_NOTHING:
    *(bool *)member = true;
    return RHUMB_OK;
  case TAKES_TEXT:
    *(const char **)member = text;
    return RHUMB_OK;
  case TAKES_WORD:
    return take_word((const char **)member, option, text, diag);
  case TAKES_MOMENT:
    return take_moment((const char **)member, option, text, diag);
  case TAKES_NUMBER:
    return take_number((uint64_t *)member, option, text, diag);
  case TAKES_SIZE:
    return take_size((uint64_t *)member, option, text, diag);
  case TAKES_SHARD:
    return take_shard((RhumbShard *)member, option, text, diag);
  case TAKES_CHOICE:
    return take_choice((unsigned *)member, option, text, diag);
  case TAKES_TEXTS:
    RHUMB_PUSH((RhumbTexts *)member, text);
    return RHUMB_OK;
  case TAKES_EXTERNAL:
    break;
  }
  return add_external(out, option, text, diag);
}

static RhumbStatus
refuse_unknown(const RhumbCommand *const command,
               const Getopt *const tables,
               const char *const word,
               const RhumbDiag *const diag)
{
  const char *const near = rhumb_row_near(
      tables->longs, MAX_OPTIONS, sizeof(*tables->longs), rhumb_str(word + 2));
  char dashed[RHUMB_MAX_OPTION];
  (void)snprintf(dashed, sizeof(dashed), "--%s", near ? near : "");
  return rhumb_fail_option(command, word, near ? dashed : NULL, diag);
}

static RhumbStatus
refuse(const RhumbCommand *const command,
       const Getopt *const tables,
       const int code,
       const char *const word,
       const RhumbDiag *const diag)
{
  if (code == ':') {
    return RHUMB_FAIL_USAGE(diag, NULL, "%s needs a value", word);
  }
  if (optopt >= FIRST_LONG) {
    return RHUMB_FAIL_USAGE(diag,
                            NULL,
                            "--%s takes no value",
                            rhumb_options[optopt - FIRST_LONG].name);
  }
  const char letter[] = {'-', (char)optopt, '\0'};
  return optopt != 0 // A byte that is no ASCII: below
             ? rhumb_fail_option(command, letter, NULL, diag)
             : refuse_unknown(command, tables, word, diag);
}

static RhumbStatus
find_command(const RhumbCommand **const out,
             const char *const name,
             const RhumbDiag *const diag)
{
  *out = (const RhumbCommand *)RHUMB_ROW(rhumb_commands, rhumb_str(name));
  return *out ? RHUMB_OK : rhumb_fail_command(name, diag);
}

/// Check the words that getopt looks at next, up to an option: its value may
/// begin with any dash
static RhumbStatus
check_next(const RhumbCommand *const command,
           const int argc,
           char **const argv,
           const RhumbDiag *const diag)
{
  bool is_option = false;
  for (int i = optind; !is_option && i < argc && strcmp(argv[i], "--") != 0;
       ++i) {
    RHUMB_TRY(rhumb_check_dashes(command, argv[i], diag));
    is_option = argv[i][0] == '-' && argv[i][1];
  }
  return RHUMB_OK;
}

/// Read all options; the operands are gathered at the front of `argv`
static RhumbStatus
read_options(RhumbArguments *const out,
             const int argc,
             char **const argv,
             const RhumbDiag *const diag)
{
  const Getopt tables = make_getopt(out->command);
  opterr = 0;
  optind = 1;
  char **const operands = argv + 1;
  out->rules = operands;
  for (;;) {
    RHUMB_TRY(check_next(out->command, argc, argv, diag));
    const int code = getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
    if (code == -1) {
      break;
    }
    if (code == '?' || code == ':') {
      return refuse(out->command, &tables, code, argv[optind - 1], diag);
    }
    if (code == OPERAND) {
      operands[out->n_rules++] = optarg;
      continue;
    }
    RHUMB_TRY(take_option(out, find_option(out->command, code), optarg, diag));
  }
  while (optind < argc) { // Behind "--"
    operands[out->n_rules++] = argv[optind++];
  }
  return RHUMB_OK;
}

/// Refuse what names too little, or too much
static RhumbStatus
check_arguments(const RhumbArguments *const arguments,
                const RhumbDiag *const diag)
{
  const RhumbCommand *const command = arguments->command;
  if (arguments->help || arguments->version) {
    return RHUMB_OK;
  }
  if (!command) {
    return RHUMB_FAIL_USAGE(
        diag, NULL, "the command comes first; rhumb --help lists them");
  }
  const unsigned bit = 1U << (unsigned)(command - rhumb_commands);
  if (arguments->n_rules && !(rhumb_takes_operands & bit)) {
    return RHUMB_FAIL_USAGE(diag,
                            NULL,
                            "rhumb %s takes options alone, not \"%s\"",
                            command->name,
                            arguments->rules[0]);
  }
  if (rhumb_reads_rules & bit) {
    RHUMB_TRY(rhumb_check_output(arguments, diag));
  }
  return arguments->n_rules || arguments->rdf || !(rhumb_reads_rules & bit)
             ? RHUMB_OK
             : RHUMB_FAIL_USAGE(
                   diag, NULL, "rhumb %s: name a rule file", command->name);
}

static bool
is_word(const char *const argument)
{
  return argument && argument[0] != '-';
}

RhumbStatus
rhumb_arguments_read(RhumbArguments *const out,
                     const int argc,
                     char **const argv,
                     const RhumbDiag *const diag)
{
  *out = (RhumbArguments){0};
  if (argc < 2) {
    return RHUMB_FAIL_USAGE(
        diag, NULL, "name a command; rhumb --help lists them");
  }
  int skipped = 0;
  if (strcmp(argv[1], "version") == 0) {
    out->version = true;
    return RHUMB_OK;
  }
  if (is_word(argv[1])) {
    RHUMB_TRY(find_command(&out->command, argv[++skipped], diag));
  }
  out->help = out->command && !out->command->run;
  if (out->help) { // "help COMMAND" is another way to say "COMMAND --help"
    out->command = NULL;
    if (is_word(argv[2])) {
      RHUMB_TRY(find_command(&out->command, argv[++skipped], diag));
    }
  }
  RHUMB_TRY(read_options(out, argc - skipped, argv + skipped, diag));
  out->help |= out->command && out->n_rules == 1 &&
               strcmp(out->rules[0], "help") == 0 && access("help", F_OK) != 0;
  return check_arguments(out, diag);
}

void
rhumb_arguments_free(RhumbArguments *const arguments)
{
  free(arguments->externals.items);
  free((void *)arguments->ontologies.items);
  free((void *)arguments->nulls.items);
  *arguments = (RhumbArguments){0};
}
