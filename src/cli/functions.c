// SPDX-License-Identifier: ISC

/// @file functions.c  rhumb functions: what rules may call, as a list or one by
/// one.

#include "cli/commands.h"

static const char *const results[] = {
    [RHUMB_RESULT_STRING] = "string",
    [RHUMB_RESULT_BOOLEAN] = "boolean",
    [RHUMB_RESULT_NUMBER] = "number",
    [RHUMB_RESULT_DATE] = "date",
    [RHUMB_RESULT_LIST] = "list",
    [RHUMB_RESULT_ANY] = "what it was given",
};

static const char *const nulls[] = {
    [RHUMB_NULLS_PASS] = "makes the result null, unless optional",
    [RHUMB_NULLS_SEEN] = "is looked at by the function",
};

/// Return a CURIE's prefix with its colon
static RhumbStr
prefix_of(const char *const curie)
{
  const char *const colon = strchr(curie, ':');
  return (RhumbStr){curie, colon ? (size_t)(colon - curie) + 1 : 0};
}

/// Write a parameter's name as rules may: bare if its prefix is the function's
static void
put_parameter(RhumbBuf *const out,
              const RhumbFunctionType *const type,
              const RhumbParameter *const parameter)
{
  const RhumbStr prefix = prefix_of(type->names[0]);
  const RhumbStr name = rhumb_str(parameter->names[0]);
  rhumb_buf_put(out,
                rhumb_str_starts(name, prefix)
                    ? rhumb_str_slice(name, prefix.len, name.len)
                    : name);
}

/// Write `name(one, [optional], list...)`
static void
put_signature(RhumbBuf *const out, const RhumbFunctionType *const type)
{
  rhumb_buf_format(out, "%s(", type->names[0]);
  for (const RhumbParameter *p = type->parameters; p->name; ++p) {
    rhumb_buf_puts(out, p == type->parameters ? "" : ", ");
    rhumb_buf_puts(out, p->optional ? "[" : "");
    put_parameter(out, type, p);
    rhumb_buf_puts(out, p->list ? "..." : "");
    rhumb_buf_puts(out, p->optional ? "]" : "");
  }
  rhumb_buf_putc(out, ')');
}

/// Write the prefixes as rules declare them
static void
put_prefixes(RhumbBuf *const out,
             const RhumbFunctionType *const table,
             const size_t count)
{
  RhumbTable seen = {0};
  rhumb_buf_puts(out, "prefixes:\n");
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr prefix = prefix_of(table[i].names[0]);
    const size_t known = seen.count;
    (void)rhumb_table_add(&seen, prefix);
    if (seen.count > known) {
      RhumbBuf curie = {0}; // Of the namespace: no local name
      rhumb_buf_put(&curie, prefix);
      rhumb_buf_format(out, "  %.*s ", RHUMB_FMT(prefix));
      rhumb_function_iri(out, rhumb_buf_cstr(&curie));
      rhumb_buf_putc(out, '\n');
      rhumb_buf_free(&curie);
    }
  }
  rhumb_table_free(&seen);
}

static void
put_row(RhumbBuf *const out, const RhumbFunctionType *const type)
{
  rhumb_buf_putc(out, '\n');
  put_signature(out, type);
  if (type->refusal) {
    rhumb_buf_format(out, "\n    %s; %s\n", type->note, type->refusal);
  } else {
    rhumb_buf_format(out, ": %s", results[type->result]);
    if (type->short_name) {
      rhumb_buf_format(out, ", short %s", type->short_name);
    }
    rhumb_buf_format(out, "\n    %s\n", type->note);
  }
}

static void
put_all(RhumbBuf *const out)
{
  size_t count = 0;
  const RhumbFunctionType *const table = rhumb_functions(&count);
  put_prefixes(out, table, count);
  for (size_t i = 0; i < count; ++i) {
    put_row(out, &table[i]);
  }
}

/// A line of the detail, such as "  result     string"
static void
put_line(RhumbBuf *const out, const char *const label, const char *const text)
{
  rhumb_buf_format(out, "  %-11s%s\n", label, text);
}

static void
put_iri(RhumbBuf *const out, const char *const label, const char *const name)
{
  rhumb_buf_format(out, "  %-11s<", label);
  rhumb_function_iri(out, name);
  rhumb_buf_puts(out, ">\n");
}

/// The names behind the first, if there are any
static void
put_others(RhumbBuf *const out,
           const char *const label,
           const char *const *names)
{
  if (*++names) {
    rhumb_buf_format(out, "  %s", label);
    for (; *names; ++names) {
      rhumb_buf_format(out, "%s%s", *names, names[1] ? ", " : "\n");
    }
  }
}

static void
put_parameters(RhumbBuf *const out, const RhumbFunctionType *const type)
{
  for (const RhumbParameter *p = type->parameters; p->name; ++p) {
    rhumb_buf_format(
        out, "  %-11s%s: ", p == type->parameters ? "parameters" : "", p->name);
    put_parameter(out, type, p);
    rhumb_buf_puts(out, p->optional ? ", optional" : "");
    rhumb_buf_puts(out, p->list ? ", a list; may be given several times" : "");
    rhumb_buf_putc(out, '\n');
    put_iri(out, "             ", p->names[0]);
    put_others(out, "             also ", p->names);
  }
}

static void
put_detail(RhumbBuf *const out, const RhumbFunctionType *const type)
{
  put_signature(out, type);
  rhumb_buf_putc(out, '\n');
  put_iri(out, "IRI", type->names[0]);
  put_others(out, "also       ", type->names);
  if (type->short_name) {
    put_line(out, "short", type->short_name);
  }
  if (type->refusal) {
    rhumb_buf_format(
        out, "  %-11s%s; %s\n", "gives", type->note, type->refusal);
    return;
  }
  put_line(out, "gives", type->note);
  put_line(out, "result", results[type->result]);
  put_parameters(out, type);
  put_line(out,
           "null",
           type->parameters[0].truths ? "counts as false" : nulls[type->nulls]);
}

static RhumbStatus
put_named(const RhumbJob *const job, RhumbBuf *const out)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < job->arguments->n_rules; ++i) {
    const char *const name = job->arguments->rules[i];
    const RhumbFunctionType *const whole = rhumb_function_find(rhumb_str(name));
    const RhumbFunctionType *const type =
        whole ? whole : rhumb_function_find_short(rhumb_str(name));
    if (type) {
      rhumb_buf_puts(out, out->len ? "\n" : "");
      put_detail(out, type);
    } else {
      RHUMB_KEEP(status,
                 RHUMB_FAIL_USAGE(
                     &job->diag,
                     rhumb_function_near(rhumb_str(name)),
                     "unknown function \"%s\"; rhumb functions lists them",
                     name));
    }
  }
  return status;
}

RhumbStatus
rhumb_command_functions(RhumbJob *const job)
{
  RhumbBuf text = {0};
  RhumbStatus status = RHUMB_OK;
  if (job->arguments->n_rules) {
    status = put_named(job, &text);
  } else {
    put_all(&text);
  }
  return rhumb_job_write(job, &text, status);
}
