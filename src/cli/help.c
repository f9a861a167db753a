// SPDX-License-Identifier: ISC

/// @file help.c  Help, printed from the tables of commands, options, formats.

#include "cli/choose.h"
#include "cli/options_impl.h"

#include "source/source.h"

#include <stdio.h>

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
print_row(const char *const name, const char *const text)
{
  (void)printf("  %-11s", name);
  print_wrapped(text, 13);
}

static void
print_option(const RhumbOption *const option)
{
  char head[64];
  RhumbBuf text = {0};
  (void)snprintf(head,
                 sizeof(head),
                 "%c%c%s--%s%s%s",
                 option->letter ? '-' : ' ',
                 option->letter ? option->letter : ' ',
                 option->letter ? ", " : "  ",
                 option->name,
                 option->argument ? " " : "",
                 option->argument ? option->argument : "");
  rhumb_buf_puts(&text, option->help);
  rhumb_put_formats(&text, option->formats);
  if (strlen(head) > 27) { // The text stands below
    (void)printf("  %s\n%30s", head, "");
  } else {
    (void)printf("  %-28s", head);
  }
  print_wrapped(rhumb_buf_cstr(&text), 30);
  rhumb_buf_free(&text);
}

static void
print_command(const RhumbCommand *const command)
{
  (void)printf("rhumb %s %s\n\n", command->name, command->synopsis);
  print_wrapped(command->summary, 0);
  (void)putchar('\n');
  for (const RhumbOption *o = rhumb_options; o->name; ++o) {
    if (rhumb_option_is_of(o, command)) {
      print_option(o);
    }
  }
}

/// Say what the program is for, and every source that it reads
static void
print_purpose(void)
{
  (void)puts("rhumb COMMAND RULES... [OPTION...]\n\n"
             "Mapping rules (YARRRML, or RML in Turtle) turn data into RDF and "
             "into\nrelationship maps. The data may be\n");
  for (const RhumbSourceType *const *t = rhumb_source_types; *t; ++t) {
    if ((*t)->open) {
      print_row((*t)->name, (*t)->note);
    }
  }
}

static void
print_program(void)
{
  print_purpose();
  (void)puts("\nThe commands are\n");
  for (size_t i = 0; i < N_COMMANDS; ++i) {
    print_row(rhumb_commands[i].name, rhumb_commands[i].summary);
  }
  (void)puts(
      "\nFor example\n\n"
      "  rhumb rdf rules.yml -o facts.ttl      makes Turtle\n"
      "  rhumb draw rules.yml -o map.svg       draws the first view\n\n"
      "rhumb help COMMAND lists a command's options; rhumb --version prints "
      "the version.\nExit codes: 0 done, 1 errors in rules or data, 2 usage, "
      "3 the environment.");
}

void
rhumb_help(const RhumbCommand *const command)
{
  if (command) {
    print_command(command);
  } else {
    print_program();
  }
}
