// SPDX-License-Identifier: ISC

/// @file mistaken.c  Command lines that say nothing, and what was meant by
/// them.

#include "base/near.h"
#include "cli/options_impl.h"
#include "yaml/odd.h"

#include <stdio.h>
#include <unistd.h>

/// What people call commands that are called otherwise
static const struct {
  const char *word, *command;
} misnomers[] = {
    {"build", "rdf"},     {"convert", "rdf"},    {"execute", "rdf"},
    {"generate", "rdf"},  {"map", "draw"},       {"run", "rdf"},
    {"transform", "rdf"}, {"triples", "rdf"},    {"ttl", "rdf"},
    {"turtle", "rdf"},    {"graph", "draw"},     {"plot", "draw"},
    {"picture", "draw"},  {"png", "draw"},       {"render", "draw"},
    {"svg", "draw"},      {"view", "draw"},      {"lint", "check"},
    {"test", "check"},    {"validate", "check"}, {"verify", "check"},
    {"rml", "translate"},
};

/// True for what is no word but a file
static bool
is_file(const char *const name)
{
  return strchr(name, '.') || strchr(name, '/') || access(name, F_OK) == 0;
}

RhumbStatus
rhumb_fail_command(const char *const name, const RhumbDiag *const diag)
{
  const char *near = RHUMB_ROW_NEAR(rhumb_commands, rhumb_str(name));
  for (size_t i = 0; i < RHUMB_COUNT(misnomers); ++i) {
    near = rhumb_str_alike(rhumb_str(misnomers[i].word), rhumb_str(name))
               ? misnomers[i].command
               : near;
  }
  return is_file(name)
             ? RHUMB_FAIL_USAGE(diag,
                                NULL,
                                "a command stands before the rules: rhumb rdf "
                                "%s, or draw, export, check",
                                name)
             : RHUMB_FAIL_USAGE(diag,
                                near,
                                "unknown command \"%s\"; rhumb --help lists "
                                "them",
                                name);
}

/// Return the option of `command`, or of any, that is called `name`, or NULL
static const RhumbOption *
find_long(const RhumbCommand *const command, const RhumbStr name)
{
  for (const RhumbOption *o = rhumb_options; o->name; ++o) {
    if (rhumb_option_is_of(o, command) &&
        rhumb_str_alike(rhumb_str(o->name), name)) {
      return o;
    }
  }
  return NULL;
}

RhumbStatus
rhumb_check_dashes(const RhumbCommand *const command,
                   const char *const word,
                   const RhumbDiag *const diag)
{
  size_t len = 0;
  const RhumbStr text = rhumb_str(word);
  const RhumbOdd *const odd = rhumb_odd_at(text, 0, &len);
  if (odd && odd->kind == RHUMB_ODD_HYPHEN) {
    return RHUMB_FAIL_USAGE(diag,
                            NULL,
                            "\"%s\" begins with %s; an option begins with a "
                            "plain \"-\"",
                            word,
                            odd->name);
  }
  const bool is_single = text.len > 2 && word[0] == '-' && word[1] != '-';
  const RhumbStr name = rhumb_str_slice(
      text, is_single ? 1 : text.len, rhumb_str_index(text, '='));
  const RhumbOption *const option =
      is_single && name.len > 1 ? find_long(command, name) : NULL;
  if (!option) {
    return RHUMB_OK;
  }
  char dashed[RHUMB_MAX_OPTION];
  (void)snprintf(dashed, sizeof(dashed), "--%s", option->name);
  return RHUMB_FAIL_USAGE(
      diag, dashed, "%s: a long option begins with \"--\"", word);
}

/// Return the command, other than `command`, that has the option, or NULL
static const char *
find_owner(const RhumbOption *const option, const RhumbCommand *const command)
{
  for (size_t i = 0; i < N_COMMANDS; ++i) {
    if (&rhumb_commands[i] != command &&
        rhumb_option_is_of(option, &rhumb_commands[i])) {
      return rhumb_commands[i].name;
    }
  }
  return NULL;
}

/// What serves in place of an option of other commands, where there is -o
static const struct {
  const char *option, *instead;
} substitutes[] = {
    {"compress", "-o NAME.gz compresses, as .bz2, .xz and .zip do"},
};

/// Report an option that `owner` has, and `command` has not
static RhumbStatus
fail_owned(const RhumbCommand *const command,
           const char *const word,
           const RhumbOption *const option,
           const char *const owner,
           const RhumbDiag *const diag)
{
  const bool writes = find_long(command, RHUMB_STR("output")) != NULL;
  for (size_t i = 0; writes && i < RHUMB_COUNT(substitutes); ++i) {
    if (strcmp(substitutes[i].option, option->name) == 0) {
      return RHUMB_FAIL_USAGE(diag,
                              NULL,
                              "rhumb %s has no option %s; %s",
                              command->name,
                              word,
                              substitutes[i].instead);
    }
  }
  return RHUMB_FAIL_USAGE(diag,
                          NULL,
                          "rhumb %s has no option %s; rhumb %s has",
                          command->name,
                          word,
                          owner);
}

/// True for an option of other programs that names what is read
static bool
is_input(const RhumbStr name)
{
  static const char *const words[] = {
      "i", "m", "r", "input", "mapping", "mappings", "rules", "file", NULL};
  return rhumb_word(words, name);
}

RhumbStatus
rhumb_fail_option(const RhumbCommand *const command,
                  const char *const word,
                  const char *const near,
                  const RhumbDiag *const diag)
{
  const size_t dashes = strspn(word, "-");
  const RhumbStr text = rhumb_str(word + dashes);
  const RhumbStr name = rhumb_str_slice(text, 0, rhumb_str_index(text, '='));
  const RhumbOption *option = name.len > 1 ? find_long(NULL, name) : NULL;
  for (const RhumbOption *o = rhumb_options; name.len == 1 && o->name; ++o) {
    option = o->letter == name.data[0] ? o : option;
  }
  const char *const owner =
      command && option ? find_owner(option, command) : NULL;
  if (owner && !rhumb_option_is_of(option, command)) {
    return fail_owned(command, word, option, owner, diag);
  }
  if (is_input(name)) {
    return RHUMB_FAIL_USAGE(diag,
                            NULL,
                            "unknown option %s; rules are named without an "
                            "option",
                            word);
  }
  const bool is_version = rhumb_str_is(name, "v");
  return RHUMB_FAIL_USAGE(diag,
                          is_version                ? "--version"
                          : rhumb_str_is(name, "?") ? "--help"
                                                    : near,
                          "unknown option %s",
                          word);
}

/// True for the name of a rule file, as far as a name tells
static bool
is_rules(const RhumbStr name)
{
  return rhumb_str_ends(name, RHUMB_STR(".yml")) ||
         rhumb_str_ends(name, RHUMB_STR(".yaml")) || rhumb_str_is(name, "-");
}

RhumbStatus
rhumb_check_output(const RhumbArguments *const arguments,
                   const RhumbDiag *const diag)
{
  const RhumbCommand *const command = arguments->command;
  const char *const option = arguments->output || arguments->dir       ? NULL
                             : find_long(command, RHUMB_STR("output")) ? "-o"
                             : find_long(command, RHUMB_STR("dir"))    ? "-d"
                                                                       : NULL;
  const char *const last = option && arguments->n_rules > 1 &&
                                   is_rules(rhumb_str(arguments->rules[0]))
                               ? arguments->rules[arguments->n_rules - 1]
                               : NULL;
  return !last || is_rules(rhumb_str(last)) || access(last, F_OK) == 0
             ? RHUMB_OK
             : RHUMB_FAIL_USAGE(diag,
                                NULL,
                                "\"%s\" is not there to be read as rules; what "
                                "is written is named with %s %s",
                                last,
                                option,
                                last);
}
