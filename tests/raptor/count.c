// SPDX-License-Identifier: ISC

/// @file count.c  Put before Raptor (LD_PRELOAD), it writes down what passes
/// through: to the file that RAPTOR_CALLS names, a line "reads NAME" for each
/// document, and "writes NAME" for each statement, with Raptor's name of the
/// syntax.

// For RTLD_NEXT
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
#define _GNU_SOURCE

#include <dlfcn.h>
#include <raptor2.h>
#include <stdio.h>
#include <stdlib.h>

static void
note(const char *const what, const char *const name)
{
  const char *const path = getenv("RAPTOR_CALLS");
  FILE *const file = path ? fopen(path, "a") : NULL;
  if (file) {
    (void)fprintf(file, "%s %s\n", what, name);
    (void)fclose(file);
  }
}

/// The function called `name` of the library that stands behind this one;
/// POSIX has dlsym() return functions as objects
#define REAL(type, name) \
  type real = NULL;      \
  *(void **)(void *)&real = dlsym(RTLD_NEXT, (name))

typedef int (*Serialize)(raptor_serializer *, raptor_statement *);
typedef raptor_parser *(*NewParser)(raptor_world *, const char *);

int
raptor_serializer_serialize_statement(raptor_serializer *const serializer,
                                      raptor_statement *const statement)
{
  REAL(Serialize, "raptor_serializer_serialize_statement");
  note("writes", raptor_serializer_get_description(serializer)->names[0]);
  return real(serializer, statement);
}

raptor_parser *
raptor_new_parser(raptor_world *const world, const char *const name)
{
  REAL(NewParser, "raptor_new_parser");
  note("reads", name ? name : "guess");
  return real(world, name);
}
