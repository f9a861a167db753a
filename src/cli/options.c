// SPDX-License-Identifier: ISC

/// @file options.c  The tables of commands and of options.

#include "base/list.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/options_impl.h"

// clang-format off
const RhumbCommand rhumb_commands[N_COMMANDS] = {
    [COMMAND_RDF] = {"rdf", "RULES... [OPTION...]",
      "make RDF from the data that the rules name", rhumb_command_rdf},
    [COMMAND_DRAW] = {"draw", "RULES... [OPTION...]  |  --rdf FILE [RULES...] [OPTION...]",
      "draw a relationship map of the rules' data, or of an RDF file", rhumb_command_draw},
    [COMMAND_EXPORT] = {"export", "RULES... [OPTION...]",
      "write RDF in several syntaxes, and every view, in one run over the data", rhumb_command_export},
    [COMMAND_CHECK] = {"check", "RULES... [OPTION...]",
      "say every mistake in the rules, and what is doubtful, writing nothing", rhumb_command_check},
    [COMMAND_TRANSLATE] = {"translate", "RULES... [OPTION...]",
      "write the rules as RML in Turtle, for other engines", rhumb_command_translate},
    [COMMAND_FORMATS] = {"formats", "[OPTION...]",
      "list the formats of sources, of RDF and of pictures", rhumb_command_formats},
    [COMMAND_FUNCTIONS] = {"functions", "[NAME...] [OPTION...]",
      "list the functions that rules may call, or tell all about some", rhumb_command_functions},
    [COMMAND_SCHEMA] = {"schema", "[OPTION...]",
      "print the JSON Schema of rules in YARRRML, for editors", rhumb_command_schema},
    [COMMAND_HELP] = {"help", "[COMMAND]",
      "print help on the program or on a command", NULL},
};

#define IN(command)  (1U << COMMAND_##command)
#define AT(member)   offsetof(RhumbArguments, member)
#define RUNS         (IN(RDF) | IN(DRAW) | IN(EXPORT)) ///< Over all of the data
#define READS_RULES  (RUNS | IN(CHECK) | IN(TRANSLATE))
#define WRITES_TEXT                                                            \
  (IN(TRANSLATE) | IN(FORMATS) | IN(FUNCTIONS) | IN(SCHEMA))
#define ALL_COMMANDS ((1U << N_COMMANDS) - 1U)

const RhumbOption rhumb_options[] = {
    {"output", 'o', TAKES_TEXT, "FILE", AT(output), IN(RDF) | IN(DRAW) | WRITES_TEXT, 0,
     "write to FILE instead of standard output"},
    {"dir", 'd', TAKES_TEXT, "DIR", AT(dir), IN(EXPORT), 0,
     "write into the folder DIR instead of out, made if it is missing"},
    {"format", 'f', TAKES_TEXT, "NAME", AT(format), IN(RDF), RHUMB_SYNTAXES,
     "the syntax, if not as the file's name has it:"},
    {"format", 'f', TAKES_TEXT, "NAME", AT(format), IN(DRAW), RHUMB_PICTURES,
     "what is drawn, if not as the file's name has it:"},
    {"format", 'f', TAKES_TEXT, "LIST", AT(format), IN(EXPORT), RHUMB_SYNTAXES | RHUMB_PICTURES | RHUMB_EXPORTED,
     "what is written, with commas between:"},
    {"format", 'f', TAKES_CHOICE, "text|json", AT(as_json), IN(CHECK) | IN(FORMATS), 0,
     "for people (text, the default) or for programs"},
    {"compress", 0, TAKES_TEXT, "NAME", AT(compression), IN(RDF) | IN(EXPORT), RHUMB_COMPRESSIONS,
     "compress the RDF, as a name that ends with .gz or .xz does:"},
    {"view", 0, TAKES_TEXT, "NAME", AT(view), IN(DRAW), 0,
     "the view to draw instead of the rules' first"},
    {"rdf", 0, TAKES_TEXT, "FILE", AT(rdf), IN(DRAW), 0,
     "draw this RDF file, whatever its syntax; RULES then only give views"},
    {"rdf", 0, TAKES_CHOICE, "1.2|1.1", AT(rdf_1_1), IN(RDF) | IN(EXPORT), 0,
     "the version of RDF: 1.1 makes an rdf:Statement of what reifies a triple, and a datatype of a direction"},
    {"external", 'e', TAKES_EXTERNAL, "NAME=VALUE", 0, READS_RULES, 0,
     "the value of $(_NAME) in the rules"},
    {"data-dir", 0, TAKES_TEXT, "DIR", AT(data_dir), READS_RULES, 0,
     "look for sources in DIR instead of beside the rules"},
    {"database", 0, TAKES_TEXT, "ADDRESS", AT(database), RUNS | IN(CHECK), 0,
     "the database of tables and queries for which the rules name none, as R2RML has it"},
    {"base", 0, TAKES_TEXT, "IRI", AT(base), READS_RULES, 0,
     "what is put in front of relative IRIs"},
    {"null", 0, TAKES_TEXTS, "TEXT", AT(nulls), READS_RULES, 0,
     "values that are TEXT are no values, in every source; may be repeated"},
    {"strict", 0, TAKES_NOTHING, NULL, AT(strict), RUNS, 0,
     "a reference that no record of its source has is an error, and an iterator that finds none"},
    {"on-error", 0, TAKES_CHOICE, RHUMB_MISTAKE_WORDS, AT(on_error), RUNS, 0,
     "what a mistake in a value does: end the run (stop, the default), leave out the record (skip) "
     "or the value (drop), or write the value as plain text (literal); the first ten are said"},
    {"allow-skipped", 0, TAKES_NUMBER, "N", AT(allowed), RUNS, 0,
     "up to N mistakes that --on-error or \"invalid\" in the rules passes over are no error"},
    {"shard", 0, TAKES_SHARD, "I/N", AT(shard), IN(RDF), 0,
     "make what part I of N of the records makes: the outputs of all N runs together are those of one"},
    {"now", 0, TAKES_MOMENT, "TIME", AT(now), RUNS | IN(CHECK), 0,
     "the time of the run, such as 2026-01-31T12:00:00Z, for the functions that ask for it"},
    {"blank-prefix", 0, TAKES_WORD, "TEXT", AT(blank_prefix), RUNS, 0,
     "begin the label of every blank node with TEXT: the outputs of runs with different texts share none"},
    {"jobs", 'j', TAKES_NUMBER, "N", AT(n_threads), RUNS, 0,
     "use N threads; without it, or with 0, one for small inputs, else one for each processor: the output is the same"},
    {"memory", 0, TAKES_SIZE, "SIZE", AT(memory), RUNS, 0,
     "keep at most SIZE bytes, such as 512M or 2G, of what rows make, and what is more on disk, in the folder that TMPDIR "
     "names; without it, SIZE is half of what the machine, its container or ulimit allows: the output is the same"},
    {"writer", 0, TAKES_CHOICE, "direct|raptor", AT(use_raptor), IN(RDF) | IN(EXPORT), 0,
     "who writes what both can: direct, the default, or Raptor, which is slower and refuses what it would lose"},
    {"explain", 0, TAKES_NOTHING, NULL, AT(explain), IN(RDF), 0,
     "write how the rules would be run, reading no data: for people, or with -f json for programs"},
    {"data", 0, TAKES_NOTHING, NULL, AT(data), IN(CHECK), 0,
     "read the first records of every source too, and say the mistakes in them and what they do "
     "not have"},
    {"all", 0, TAKES_NOTHING, NULL, AT(all), IN(CHECK), 0,
     "as --data, of all records"},
    {"ontology", 0, TAKES_TEXTS, "FILE", AT(ontologies), IN(CHECK), 0,
     "hold the rules against this vocabulary (RDF, OWL), and what it imports; may be repeated"},
    {"classic", 0, TAKES_NOTHING, NULL, AT(classic), IN(TRANSLATE), 0,
     "write the older RML, with R2RML, instead of RML Core"},
    {"help", 'h', TAKES_NOTHING, NULL, AT(help), ALL_COMMANDS, 0, "print this help"},
    {"version", 'V', TAKES_NOTHING, NULL, AT(version), ALL_COMMANDS, 0, "print the version"},
    {0},
};
// clang-format on

const unsigned rhumb_reads_rules = READS_RULES;
const unsigned rhumb_takes_operands = READS_RULES | IN(FUNCTIONS);

_Static_assert(RHUMB_COUNT(rhumb_options) <= MAX_OPTIONS,
               "getopt's tables have room for every option");
