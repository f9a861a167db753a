// SPDX-License-Identifier: ISC

/// @file export.c  rhumb export: several syntaxes and every view, in one run.

#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/view_names.h"
#include "io/compression.h"
#include "io/path.h"
#include "owl/imports.h"
#include "owl/shapes.h"

#include <inttypes.h>
#include <stdio.h>

typedef RHUMB_LIST(RhumbFormat) Formats;

/// Refuse two words for what would be one file
static RhumbStatus
check_once(const Formats *const formats,
           const RhumbFormat *const format,
           const RhumbDiag *const diag)
{
  for (size_t i = 0; i < formats->count; ++i) {
    const RhumbFormat *const other = &formats->items[i];
    if (other->syntax == format->syntax && other->picture == format->picture &&
        rhumb_str_equal(rhumb_compression_extension(other->compression),
                        rhumb_compression_extension(format->compression))) {
      return RHUMB_FAIL_USAGE(diag,
                              NULL,
                              "-f: \"%s\" and \"%s\" would be one file; "
                              "write one of them",
                              other->word,
                              format->word);
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
add_format(Formats *const out, RhumbJob *const job, const char *const name)
{
  const RhumbWish wish = {.tables = RHUMB_SYNTAXES | RHUMB_PICTURES,
                          .name = name,
                          .compression = job->arguments->compression};
  RhumbFormat format = {0};
  RHUMB_TRY(rhumb_choose_format(&format, &wish, &job->diag));
  RHUMB_TRY(check_once(out, &format, &job->diag));
  RHUMB_PUSH_IN(&job->arena, out, format);
  return RHUMB_OK;
}

/// True if a syntax can hold what the rules make; that it is left out for IRIs
/// or for what is of RDF 1.2 is said, for these are rarely wrong, or wanted
static bool
holds(const RhumbSyntax *const syntax, const RhumbJob *const job)
{
  const RhumbPlan *const plan = job->plan;
  const RhumbLoc *const unsafe = plan->unsafe;
  const RhumbRdfNeeds needs = rhumb_job_needs(job);
  const RhumbLoc *const new = needs.triples ? needs.triples : needs.directions;
  if (plan->has_graphs && !syntax->graphs) {
    return false;
  }
  if (new && !syntax->rdf_1_2) {
    rhumb_warn(&job->diag,
               RHUMB_NOTE,
               *new,
               "%s is left out: it has no %s, which RDF 1.2 brought; --rdf 1.1 "
               "does without",
               syntax->title,
               needs.triples ? "triple terms" : "directions");
    return false;
  }
  if (unsafe && !syntax->any_iri) {
    rhumb_warn(&job->diag,
               RHUMB_NOTE,
               *unsafe,
               "%s is left out: unsafe IRIs may be no IRIs, which it cannot "
               "hold; -f %s writes it if all are IRIs",
               syntax->title,
               syntax->name);
  }
  return !unsafe || syntax->any_iri;
}

/// What is written when -f does not say: the syntaxes that are usual, that the
/// writer has and that can hold it, and the pictures that cost little
static RhumbStatus
add_all(Formats *const out, RhumbJob *const job)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    const RhumbWriter *const writer =
        job->arguments->use_raptor ? s->raptor : s->writer;
    if (writer && s->is_exported && holds(s, job)) {
      RHUMB_TRY(add_format(out, job, s->name));
    }
  }
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    if (p->is_exported) {
      RHUMB_TRY(add_format(out, job, p->name));
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
read_formats(Formats *const out, RhumbJob *const job)
{
  RhumbStr list = rhumb_str(job->arguments->format);
  if (!list.data) {
    return add_all(out, job);
  }
  do {
    const RhumbStr name = rhumb_str_cut(&list, ',');
    RHUMB_TRY(add_format(out, job, rhumb_str_copy(&job->arena, name).data));
  } while (list.len);
  return RHUMB_OK;
}

static const char *
folder(const RhumbJob *const job)
{
  return job->arguments->dir ? job->arguments->dir : "out";
}

static RhumbStatus
make_folder(const RhumbJob *const job)
{
  if (!*folder(job)) { // With a slash behind it, that would be the root
    return RHUMB_FAIL_USAGE(&job->diag, NULL, "-d: write the name of a folder");
  }
  return rhumb_outputs_make_folder(job->outputs, folder(job), &job->diag);
}

/// Return "DIR/NAME.EXTENSION", with ".gz" or the like behind if it is
/// compressed
static const char *
path_of(RhumbJob *const job,
        const RhumbStr name,
        const RhumbFormat *const format)
{
  const char *const extensions =
      format->syntax ? format->syntax->extensions : format->picture->name;
  const RhumbStr packed = rhumb_compression_extension(format->compression);
  return rhumb_str_format(&job->arena,
                          "%s/%.*s.%.*s%.*s",
                          folder(job),
                          RHUMB_FMT(name),
                          (int)strcspn(extensions, " "),
                          extensions,
                          RHUMB_FMT(packed))
      .data;
}

/// The RDF is named after the first rule file: "attribution" of
/// "a/attribution.yml"
static RhumbStr
stem(const char *const path)
{
  const RhumbStr name = rhumb_path_name(rhumb_str(path));
  const size_t len = rhumb_path_extension(name).len;
  return rhumb_str_is(name, "-")
             ? RHUMB_STR("rules")
             : rhumb_str_slice(name, 0, name.len - len - (len != 0));
}

/// Passes a report on as a warning: an empty view is no reason to lose the rest
static void
report_warning(void *const handle, const RhumbReport *const report)
{
  const RhumbDiag *const to = (const RhumbDiag *)handle;
  RhumbReport milder = *report;
  milder.severity =
      report->status == RHUMB_ERR_VALUE ? RHUMB_WARNING : report->severity;
  to->report(to->handle, &milder);
}

static RhumbStatus
draw_one(RhumbJob *const job,
         const RhumbView *const view,
         const RhumbFormat *const format)
{
  const RhumbStr name =
      view ? rhumb_view_name(view) : stem(job->arguments->rules[0]);
  const char *const path = path_of(job, name, format);
  const RhumbDiag mild = {report_warning, &job->diag};
  RhumbOutput *output = NULL;
  RHUMB_TRY(rhumb_outputs_open(
      &output, job->outputs, path, (RhumbLoc){0}, &job->diag));
  RHUMB_TRY(rhumb_output_compress(
      output, format->compression, format->picture->name, &job->diag));
  const RhumbStatus status = rhumb_view_draw(job->graph,
                                             view,
                                             &job->mapping->prefixes,
                                             format->picture,
                                             output,
                                             &mild);
  if (status != RHUMB_ERR_VALUE) {
    return status;
  }
  rhumb_outputs_drop(job->outputs, output);
  return RHUMB_OK;
}

/// Every view in every picture format; the map for any RDF if there are none
static RhumbStatus
draw_all(RhumbJob *const job, const Formats *const formats)
{
  const RhumbViews *const views = job->mapping->views;
  const size_t count = rhumb_views_count(views);
  for (size_t f = 0; f < formats->count; ++f) {
    const RhumbFormat *const format = &formats->items[f];
    if (format->picture && !count) {
      RHUMB_TRY(draw_one(job, NULL, format));
    }
    for (size_t v = 0; format->picture && v < count; ++v) {
      RHUMB_TRY(draw_one(job, rhumb_views_at(views, v), format));
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
add_sinks(RhumbJob *const job, const Formats *const formats)
{
  const RhumbStr name = stem(job->arguments->rules[0]);
  for (size_t i = 0; i < formats->count; ++i) {
    const RhumbFormat *const format = &formats->items[i];
    if (format->syntax) {
      const RhumbDestination to = {.syntax = format->syntax,
                                   .path = path_of(job, name, format),
                                   .compression = format->compression};
      RHUMB_TRY(rhumb_job_add_sink(job, &to));
    } else if (!job->graph) {
      job->graph = rhumb_graph_new();
    }
  }
  return RHUMB_OK;
}

/// The ontologies that the data imports go beside it, so that it opens as it is
static RhumbStatus
ship_ontology(RhumbJob *const job)
{
  const RhumbOntology *const ontology = job->mapping->ontology;
  return ontology && job->n_sinks
             ? rhumb_imports_ship(
                   ontology, job->outputs, folder(job), &job->diag)
             : RHUMB_OK;
}

/// So do the shapes that the data must fit, for whoever asks whether it does;
/// before the run, so that one that is missing is said at once
static RhumbStatus
ship_shapes(RhumbJob *const job)
{
  const RhumbOntology *const ontology = job->mapping->ontology;
  return ontology && job->n_sinks
             ? rhumb_shapes_ship(
                   ontology, job->outputs, folder(job), &job->diag)
             : RHUMB_OK;
}

static RhumbStatus
prepare(RhumbJob *const job, Formats *const formats)
{
  RHUMB_TRY(rhumb_job_read(job));
  RHUMB_TRY(rhumb_job_compile(job));
  RHUMB_TRY(read_formats(formats, job));
  RHUMB_TRY(make_folder(job));
  RHUMB_TRY(add_sinks(job, formats));
  return ship_shapes(job);
}

/// Put how much was made: triples, and declarations where the rules ask for
/// them, are together what the files have
static void
put_summary(RhumbBuf *const text, const RhumbJob *const job)
{
  const uint64_t triples = job->stats.quads;
  rhumb_buf_format(text, "rhumb: %" PRIu64 " triples", triples);
  if (job->n_targeted) {
    rhumb_buf_format(
        text, " (%" PRIu64 " of them in targets)", job->n_targeted);
  }
  if (job->declarer) {
    rhumb_buf_format(text,
                     " and %" PRIu64 " declarations",
                     job->n_to_sinks - (triples - job->n_targeted));
  }
  rhumb_buf_format(
      text, " from %" PRIu64 " rows, in %s\n", job->stats.rows, folder(job));
}

RhumbStatus
rhumb_command_export(RhumbJob *const job)
{
  Formats formats = {0};
  RHUMB_TRY(prepare(job, &formats));
  RHUMB_TRY(rhumb_job_run(job));
  if (job->graph) {
    RHUMB_TRY(rhumb_check_views(job, RHUMB_NAMED_ALL));
  }
  RHUMB_TRY(draw_all(job, &formats));
  RHUMB_TRY(ship_ontology(job));
  RhumbBuf summary = {0}; // Made before the commit, as rhumb_job_commit() says
  put_summary(&summary, job);
  const RhumbStatus status = rhumb_job_commit(job);
  if (status == RHUMB_OK) {
    (void)fprintf(stderr, "%.*s", RHUMB_FMT(rhumb_buf_str(&summary)));
  }
  rhumb_buf_free(&summary);
  return status;
}
