// SPDX-License-Identifier: ISC

/// @file options.c  The tables of commands and options, and what reads them.

#include "cli/options.h"

#include "base/near.h"
#include "cli/commands.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const RhumbCommand rhumb_commands[] = {
    {"rdf",
     "RULES... [OPTION...]",
     "make RDF from the data that the rules name",
     rhumb_command_rdf,
     true},
    {"draw",
     "RULES... [OPTION...]  |  --rdf FILE [RULES...] [OPTION...]",
     "draw a relationship map of the rules' data, or of an RDF file",
     rhumb_command_draw,
     true},
    {"export",
     "RULES... [OPTION...]",
     "write every syntax and every view, in one run over the data",
     rhumb_command_export,
     true},
    {"check",
     "RULES... [OPTION...]",
     "say every mistake in the rules, and what is doubtful, writing nothing",
     rhumb_command_check,
     true},
    {"translate",
     "RULES... [OPTION...]",
     "write the rules as RML in Turtle, for other engines",
     rhumb_command_translate,
     true},
    {"functions",
     "[NAME...] [OPTION...]",
     "list the functions that rules may call, or tell all about some",
     rhumb_command_functions,
     false},
    {0},
};

/// Which commands know an option: a bit each, in the table's order
enum {
  IN_RDF = 1,
  IN_DRAW = 2,
  IN_EXPORT = 4,
  IN_CHECK = 8,
  IN_TRANSLATE = 16,
  IN_FUNCTIONS = 32,
  IN_RUNS = 31, ///< All that read rules
  IN_ALL = 63,
};

typedef enum { TEXT, FLAG, EXTERNAL, NULL_TEXT, ONTOLOGY } OptionKind;

typedef struct {
  const char *name;
  int letter; ///< 0: none
  OptionKind kind;
  const char *argument;
  size_t offset; ///< In RhumbArguments
  unsigned commands;
  const char *help;
} Option;

#define AT(member) offsetof(RhumbArguments, member)

static const Option options[] = {
    {"output",
     'o',
     TEXT,
     "FILE",
     AT(output),
     IN_RDF | IN_DRAW | IN_TRANSLATE | IN_FUNCTIONS,
     "write to FILE instead of standard output"},
    {"dir",
     'd',
     TEXT,
     "DIR",
     AT(dir),
     IN_EXPORT,
     "write into the folder DIR instead of out, made if it is missing"},
    {"format",
     'f',
     TEXT,
     "NAME",
     AT(format),
     IN_RDF | IN_DRAW | IN_EXPORT | IN_CHECK,
     "rdf: turtle ntriples nquads rdfxml json; draw: svg dot png pdf html; "
     "export: a list with commas; else the file's name decides; check: text "
     "json"},
    {"view",
     0,
     TEXT,
     "NAME",
     AT(view),
     IN_DRAW,
     "the view to draw instead of the rules' first"},
    {"rdf",
     0,
     TEXT,
     "FILE",
     AT(rdf),
     IN_DRAW,
     "draw this RDF file, whatever its syntax; RULES then only give views"},
    {"external",
     'e',
     EXTERNAL,
     "NAME=VALUE",
     0,
     IN_RUNS,
     "the value of $(_NAME) in the rules"},
    {"data-dir",
     0,
     TEXT,
     "DIR",
     AT(data_dir),
     IN_RUNS,
     "look for sources in DIR instead of beside the rules"},
    {"base",
     0,
     TEXT,
     "IRI",
     AT(base),
     IN_RUNS,
     "what is put in front of relative IRIs"},
    {"null",
     0,
     NULL_TEXT,
     "TEXT",
     0,
     IN_RUNS,
     "values that are TEXT are no values, in every source; may be repeated"},
    {"strict",
     0,
     FLAG,
     NULL,
     AT(strict),
     IN_RDF | IN_DRAW | IN_EXPORT,
     "a reference that no record of its source has is an error, and an "
     "iterator that finds none"},
    {"on-error",
     0,
     TEXT,
     "stop|skip",
     AT(on_error),
     IN_RDF | IN_DRAW | IN_EXPORT,
     "what a mistake in a record does: end the run (stop, the default), or "
     "leave the record out, saying the first ten"},
    {"allow-skipped",
     0,
     TEXT,
     "N",
     AT(allow_skipped),
     IN_RDF | IN_DRAW | IN_EXPORT,
     "with --on-error skip: up to N records left out are no error"},
    {"writer",
     0,
     TEXT,
     "direct|raptor",
     AT(writer),
     IN_RDF | IN_EXPORT,
     "who writes N-Triples and N-Quads (direct, the default, is faster)"},
    {"data",
     0,
     FLAG,
     NULL,
     AT(data),
     IN_CHECK,
     "read the first records of every source too, and say the mistakes in "
     "them and what they do not have"},
    {"ontology",
     0,
     ONTOLOGY,
     "FILE",
     0,
     IN_CHECK,
     "hold the rules against this vocabulary (RDF, OWL), and what it imports; "
     "may be given several times"},
    {"classic",
     0,
     FLAG,
     NULL,
     AT(classic),
     IN_TRANSLATE,
     "write the older RML, with R2RML, instead of RML Core"},
    {"help", 'h', FLAG, NULL, AT(help), IN_ALL, "print this help"},
    {"version", 'V', FLAG, NULL, AT(version), IN_ALL, "print the version"},
};

enum { N_OPTIONS = sizeof(options) / sizeof(*options) };

/// What stands for an option without a letter in getopt's answers
enum { FIRST_LONG = 256 };

typedef struct {
  struct option longs[N_OPTIONS + 1];
  char shorts[(3 * N_OPTIONS) + 3];
  const char *names[N_OPTIONS + 1]; ///< "--name", for suggestions
  char dashed[N_OPTIONS][24];
} Getopt;

static bool
has(const Option *const option, const RhumbCommand *const command)
{
  return !command ||
         (option->commands & (1U << (unsigned)(command - rhumb_commands)));
}

/// Make getopt's tables from the options that `command` knows
static void
make_getopt(Getopt *const out, const RhumbCommand *const command)
{
  *out = (Getopt){0};
  size_t n = 0;
  size_t n_shorts = 0;
  out->shorts[n_shorts++] = ':';
  for (size_t i = 0; i < N_OPTIONS; ++i) {
    const Option *const option = &options[i];
    if (!has(option, command)) {
      continue;
    }
    out->longs[n] =
        (struct option){option->name,
                        option->kind == FLAG ? no_argument : required_argument,
                        NULL,
                        FIRST_LONG + (int)i};
    (void)snprintf(
        out->dashed[n], sizeof(out->dashed[n]), "--%s", option->name);
    out->names[n] = out->dashed[n];
    ++n;
    if (option->letter) {
      out->shorts[n_shorts++] = (char)option->letter;
      if (option->kind != FLAG) {
        out->shorts[n_shorts++] = ':';
      }
    }
  }
}

static const Option *
find_option(const int code)
{
  for (size_t i = 0; i < N_OPTIONS; ++i) {
    if (code == FIRST_LONG + (int)i ||
        (code > 0 && code == options[i].letter)) {
      return &options[i];
    }
  }
  return NULL;
}

static RhumbStatus
add_external(RhumbArguments *const out,
             const char *const text,
             const RhumbDiag *const diag)
{
  const char *const equals = strchr(text, '=');
  if (!equals || equals == text) {
    return rhumb_fail(
        diag, RHUMB_ERR_USAGE, (RhumbLoc){0}, "-e %s: write NAME=VALUE", text);
  }
  const char *const start = *text == '_' ? text + 1 : text;
  const RhumbExternal made = {{start, (size_t)(equals - start)},
                              rhumb_str(equals + 1)};
  for (size_t i = 0; i < out->n_externals; ++i) {
    if (rhumb_str_equal(out->externals[i].name, made.name)) {
      out->externals[i] = made; // As with every option, the last one holds
      return RHUMB_OK;
    }
  }
  out->externals = (RhumbExternal *)rhumb_xgrow(out->externals,
                                                out->n_externals,
                                                &out->externals_cap,
                                                sizeof(*out->externals));
  out->externals[out->n_externals++] = made;
  return RHUMB_OK;
}

static void
add_ontology(RhumbArguments *const out, const char *const path)
{
  out->ontologies = (const char **)rhumb_xgrow((void *)out->ontologies,
                                               out->n_ontologies,
                                               &out->ontologies_cap,
                                               sizeof(*out->ontologies));
  out->ontologies[out->n_ontologies++] = path;
}

static void
add_null(RhumbArguments *const out, const char *const text)
{
  out->nulls = (RhumbStr *)rhumb_xgrow(
      out->nulls, out->n_nulls, &out->nulls_cap, sizeof(*out->nulls));
  out->nulls[out->n_nulls++] = rhumb_str(text);
}

static RhumbStatus
take_option(RhumbArguments *const out,
            const Option *const option,
            const char *const argument,
            const RhumbDiag *const diag)
{
  char *const base = (char *)out;
  switch (option->kind) {
  case TEXT:
    memcpy(base + option->offset, &argument, sizeof(argument));
    return RHUMB_OK;
  case FLAG:
    memcpy(base + option->offset, &(bool){true}, sizeof(bool));
    return RHUMB_OK;
  case ONTOLOGY:
    add_ontology(out, argument);
    return RHUMB_OK;
  case NULL_TEXT:
    add_null(out, argument);
    return RHUMB_OK;
  case EXTERNAL:
    break;
  }
  return add_external(out, argument, diag);
}

static RhumbStatus
refuse(const Getopt *const tables,
       const int code,
       char *const *const argv,
       const RhumbDiag *const diag)
{
  const RhumbLoc nowhere = {0};
  const char *const word = argv[optind - 1];
  if (code == ':') {
    return rhumb_fail(diag, RHUMB_ERR_USAGE, nowhere, "%s needs a value", word);
  }
  if (optopt > 0 && optopt < FIRST_LONG) {
    return rhumb_fail(
        diag, RHUMB_ERR_USAGE, nowhere, "unknown option -%c", optopt);
  }
  return rhumb_fail_near(diag,
                         RHUMB_ERR_USAGE,
                         nowhere,
                         rhumb_near(rhumb_str(word), tables->names),
                         "unknown option %s",
                         word);
}

static RhumbStatus
find_command(const RhumbCommand **const out,
             const char *const name,
             const RhumbDiag *const diag)
{
  const char *names[sizeof(rhumb_commands) / sizeof(*rhumb_commands)] = {0};
  for (size_t i = 0; rhumb_commands[i].name; ++i) {
    names[i] = rhumb_commands[i].name;
    if (strcmp(names[i], name) == 0) {
      *out = &rhumb_commands[i];
      return RHUMB_OK;
    }
  }
  return rhumb_fail_near(diag,
                         RHUMB_ERR_USAGE,
                         (RhumbLoc){0},
                         rhumb_near(rhumb_str(name), names),
                         "unknown command \"%s\"; rhumb --help lists them",
                         name);
}

static RhumbStatus
read_options(RhumbArguments *const out,
             const int argc,
             char **const argv,
             const RhumbDiag *const diag)
{
  Getopt tables;
  make_getopt(&tables, out->command);
  opterr = 0;
  optind = 1;
  for (int code = 0; code != -1;) {
    code = getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
    if (code == '?' || code == ':') {
      return refuse(&tables, code, argv, diag);
    }
    const Option *const option = find_option(code);
    if (option) {
      RHUMB_TRY(take_option(out, option, optarg, diag));
    }
  }
  out->rules = argv + optind;
  out->n_rules = (size_t)(argc - optind);
  return RHUMB_OK;
}

RhumbStatus
rhumb_arguments_read(RhumbArguments *const out,
                     const int argc,
                     char **const argv,
                     const RhumbDiag *const diag)
{
  *out = (RhumbArguments){0};
  if (argc < 2) {
    out->help = true;
    return rhumb_fail(diag,
                      RHUMB_ERR_USAGE,
                      (RhumbLoc){0},
                      "name a command; rhumb --help lists them");
  }
  const bool has_command = argv[1][0] != '-';
  if (has_command) {
    RHUMB_TRY(find_command(&out->command, argv[1], diag));
  }
  const int skipped = has_command ? 1 : 0;
  RHUMB_TRY(read_options(out, argc - skipped, argv + skipped, diag));
  if (out->help || out->version) {
    return RHUMB_OK;
  }
  if (!out->command) {
    return rhumb_fail(diag,
                      RHUMB_ERR_USAGE,
                      (RhumbLoc){0},
                      "the command comes first; rhumb --help lists them");
  }
  return out->n_rules || out->rdf || !out->command->reads_rules
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_USAGE,
                          (RhumbLoc){0},
                          "rhumb %s: name a rule file",
                          out->command->name);
}

void
rhumb_arguments_free(RhumbArguments *const arguments)
{
  free(arguments->externals);
  free((void *)arguments->ontologies);
  free(arguments->nulls);
  *arguments = (RhumbArguments){0};
}

/// Print `text` in lines that begin at column `indent`
static void
print_wrapped(const char *text, const int indent)
{
  const int right = 80;
  int column = indent;
  while (*text) {
    const int len = (int)strcspn(text, " ");
    if (column > indent && column + 1 + len > right) {
      (void)printf("\n%*s", indent, "");
      column = indent;
    } else if (column > indent) {
      (void)putchar(' ');
      ++column;
    }
    (void)printf("%.*s", len, text);
    column += len;
    text += len;
    text += strspn(text, " ");
  }
  (void)putchar('\n');
}

static void
print_option(const Option *const option)
{
  char head[64];
  (void)snprintf(head,
                 sizeof(head),
                 "%c%c%s--%s%s%s",
                 option->letter ? '-' : ' ',
                 option->letter ? (char)option->letter : ' ',
                 option->letter ? ", " : "  ",
                 option->name,
                 option->argument ? " " : "",
                 option->argument ? option->argument : "");
  (void)printf("  %-28s", head);
  print_wrapped(option->help, 30);
}

void
rhumb_help(const RhumbCommand *const command)
{
  if (command) {
    (void)printf("rhumb %s %s\n\n", command->name, command->synopsis);
    print_wrapped(command->summary, 0);
    (void)putchar('\n');
    for (size_t i = 0; i < N_OPTIONS; ++i) {
      if (has(&options[i], command)) {
        print_option(&options[i]);
      }
    }
    return;
  }
  (void)puts("rhumb COMMAND RULES... [OPTION...]\n\n"
             "Mapping rules (YARRRML, or RML in Turtle) turn JSON and CSV into "
             "RDF and into\nrelationship maps.\n");
  for (size_t i = 0; rhumb_commands[i].name; ++i) {
    (void)printf("  %-11s", rhumb_commands[i].name);
    print_wrapped(rhumb_commands[i].summary, 13);
  }
  (void)puts(
      "\nrhumb COMMAND --help lists a command's options; rhumb --version "
      "prints the\nversion. Exit codes: 0 done, 1 errors in rules or data, "
      "2 usage, 3 the environment.");
}
