// SPDX-License-Identifier: ISC

/// @file draw.c  rhumb draw: a map of the rules' data, or of any RDF file.

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/view_names.h"
#include "io/file.h"
#include "term/rdf.h"

static RhumbStatus
put_in_graph(void *const handle, const RhumbQuad *const quad)
{
  return rhumb_graph_put((RhumbGraph *)handle, quad);
}

/// Fill the graph from the RDF file; its prefixes join those of the rules
static RhumbStatus
read_rdf(RhumbJob *const job, RhumbPrefixes *const prefixes)
{
  const RhumbText *text = NULL;
  RHUMB_TRY(rhumb_file_read(
      &text, &job->arena, job->arguments->rdf, (RhumbLoc){0}, &job->diag));
  const RhumbQuadHandler to = {put_in_graph, job->graph};
  RHUMB_TRY(
      rhumb_rdf_read(text, NULL, (RhumbStr){0}, prefixes, &to, &job->diag));
  return rhumb_job_add_labels(job);
}

/// Set `out` to the view asked for, or the first, or NULL if there are none
static RhumbStatus
choose_view(const RhumbView **const out, const RhumbJob *const job)
{
  const char *const name = job->arguments->view;
  const RhumbViews *const views = job->mapping ? job->mapping->views : NULL;
  if (!name) {
    *out = rhumb_views_count(views) ? rhumb_views_at(views, 0) : NULL;
    return RHUMB_OK;
  }
  *out = rhumb_views_find(views, rhumb_str(name));
  return *out ? RHUMB_OK
              : RHUMB_FAIL_USAGE(&job->diag,
                                 rhumb_views_near(views, rhumb_str(name)),
                                 "the rules have no view \"%s\"",
                                 name);
}

/// Fill the graph, which is to have triples
static RhumbStatus
fill_graph(RhumbJob *const job, RhumbPrefixes *const prefixes)
{
  const char *const file = job->arguments->rdf;
  job->graph = rhumb_graph_new();
  RHUMB_TRY(file ? read_rdf(job, prefixes) : rhumb_job_run(job));
  if (!rhumb_graph_is_empty(job->graph)) {
    return RHUMB_OK;
  }
  const RhumbStr name =
      file ? rhumb_str_format(&job->arena, "\"%s\" has no triples", file)
           : RHUMB_STR("the rules make no triples of their data; rhumb check "
                       "--data says why");
  return rhumb_fail(&job->diag,
                    RHUMB_ERR_VALUE,
                    (RhumbLoc){0},
                    "nothing to draw: %.*s",
                    RHUMB_FMT(name));
}

/// Fill the graph and draw `view` of it, as a picture
static RhumbStatus
draw_view(RhumbJob *const job,
          const RhumbView *const view,
          RhumbPrefixes *const prefixes,
          const RhumbFormat *const format)
{
  RhumbOutput *output = NULL;
  const RhumbDiag *const diag = &job->diag;
  RHUMB_TRY(rhumb_outputs_open(
      &output, job->outputs, job->arguments->output, (RhumbLoc){0}, diag));
  RHUMB_TRY(rhumb_output_compress(
      output, format->compression, format->picture->name, diag));
  RHUMB_TRY(fill_graph(job, prefixes));
  if (view) {
    RHUMB_TRY(rhumb_check_view(job, view, prefixes, RHUMB_NAMED_ALL));
  }
  RHUMB_TRY(rhumb_view_draw(
      job->graph, view, prefixes, format->picture, output, diag));
  return rhumb_job_commit(job);
}

static RhumbStatus
draw(RhumbJob *const job, RhumbPrefixes *const prefixes)
{
  const RhumbArguments *const arguments = job->arguments;
  const RhumbDiag *const diag = &job->diag;
  RhumbFormat format = {0};
  const RhumbView *view = NULL;
  RHUMB_TRY(choose_view(&view, job));
  const RhumbWish wish = {.tables = RHUMB_PICTURES,
                          .name = arguments->format,
                          .path = arguments->output};
  RHUMB_TRY(rhumb_choose_format(&format, &wish, diag));
  format.picture = format.picture ? format.picture : rhumb_pictures;
  if (arguments->rdf) { // The rules, if any, only give views
    rhumb_outputs_protect(job->outputs, arguments->rdf);
  } else {
    RHUMB_TRY(rhumb_job_compile(job));
  }
  return draw_view(job, view, prefixes, &format);
}

RhumbStatus
rhumb_command_draw(RhumbJob *const job)
{
  if (job->arguments->n_rules) {
    RHUMB_TRY(rhumb_job_read(job));
    return draw(job, &job->mapping->prefixes);
  }
  RhumbPrefixes prefixes = {.arena = &job->arena};
  return draw(job, &prefixes);
}
