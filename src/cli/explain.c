// SPDX-License-Identifier: ISC

/// @file explain.c  rhumb rdf --explain: how rules would be run.

#include "cli/explain.h"

#include "base/words.h"
#include "cli/explain_impl.h"

/// Find the way to write that -f names; NULL: it names none
static void (*find_way(const char *const name))(RhumbBuf *,
                                                const RhumbExplained *)
{
  return !name || strcmp(name, "text") == 0 ? rhumb_explain_text
         : strcmp(name, "json") == 0        ? rhumb_explain_json
                                            : NULL;
}

/// Return which pass fills each index
static const RhumbPlanPass *const *
find_fillers(RhumbArena *const arena, const RhumbPlan *const plan)
{
  const RhumbPlanPass **const fillers =
      RHUMB_NEW(arena, const RhumbPlanPass *, plan->n_indexes);
  for (size_t p = 0; p < plan->n_passes; ++p) {
    for (size_t i = 0; i < plan->passes[p].n_indexes; ++i) {
      fillers[plan->passes[p].indexes[i]] = &plan->passes[p];
    }
  }
  return fillers;
}

/// Return which pass is the first to read each source, by the source's number
static const size_t *
find_first_reads(RhumbArena *const arena, const RhumbPlan *const plan)
{
  size_t *const firsts = RHUMB_NEW(arena, size_t, plan->n_passes + 1);
  for (size_t p = plan->n_passes; p--;) {
    firsts[plan->passes[p].source] = p;
  }
  return firsts;
}

/// Refuse what asks for RDF, of which none is written
static RhumbStatus
check_options(RhumbJob *const job)
{
  const RhumbArguments *const arguments = job->arguments;
  if (!find_way(arguments->format)) {
    return RHUMB_FAIL_USAGE(&job->diag,
                            rhumb_words_near(&job->arena,
                                             "text json",
                                             rhumb_str(arguments->format)),
                            "-f %s: --explain writes text or json",
                            arguments->format);
  }
  const RhumbStr path = rhumb_str(arguments->output);
  if (!arguments->format && rhumb_syntax_of_path(path)) {
    return RHUMB_FAIL_USAGE(&job->diag,
                            NULL,
                            "-o %s: --explain writes a plan, and no RDF; say "
                            "-f text or -f json, or leave out --explain",
                            arguments->output);
  }
  return arguments->compression
             ? RHUMB_FAIL_USAGE(&job->diag,
                                NULL,
                                "--compress is of RDF, and --explain writes "
                                "none")
             : RHUMB_OK;
}

RhumbStatus
rhumb_explain(RhumbJob *const job)
{
  RHUMB_TRY(check_options(job));
  const RhumbExplained explained = {
      .mapping = job->mapping,
      .plan = job->plan,
      .fillers = find_fillers(&job->arena, job->plan),
      .first_reads = find_first_reads(&job->arena, job->plan),
      .are_listed = RHUMB_NEW(&job->arena, bool, job->plan->n_quoted),
      .arena = &job->arena,
  };
  RhumbBuf out = {0};
  find_way(job->arguments->format)(&out, &explained);
  return rhumb_job_write(job, &out, RHUMB_OK);
}
