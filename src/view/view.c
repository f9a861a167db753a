// SPDX-License-Identifier: ISC

/// @file view.c  A view from quads to a file: select, draw, render.

#include "view/view.h"

#include "view/draw.h"
#include "view/graph_impl.h"
#include "view/map.h"
#include "view/names.h"
#include "view/render.h"
#include "view/select.h"
#include "view/style_impl.h"

#define ASKED_SECONDS 60 ///< For a layout that the view asks for
#define TRIED_SECONDS 20 ///< For dot, where we chose it
#define LAST_SECONDS  150

typedef struct {
  const RhumbIndex *index;
  const RhumbView *view;
  const RhumbNamer *namer;
  const RhumbPicture *picture;
  const RhumbDiag *diag;
} Job;

static RhumbStatus
make_map(RhumbMap *const map, const Job *const job, const char *const layout)
{
  RhumbSelection choice;
  const RhumbStatus status = rhumb_select(
      &choice, job->index, job->view, job->namer, layout, job->diag);
  if (status == RHUMB_OK) {
    rhumb_map_make(map, &choice);
  }
  rhumb_selection_free(&choice);
  return status;
}

static RhumbStatus
render_map(RhumbBuf *const out,
           const Job *const job,
           const RhumbMap *const map,
           const unsigned seconds)
{
  const RhumbPicture *const picture = job->picture;
  RhumbBuf dot = {0};
  RhumbBuf drawing = {0};
  RhumbStatus status = RHUMB_OK;
  if (picture->device) {
    rhumb_draw_dot(&dot, map, false);
    status = rhumb_render(
        &drawing, rhumb_buf_str(&dot), picture->device, seconds, job->diag);
  }
  if (status == RHUMB_OK) {
    picture->put(out, map, rhumb_buf_str(&drawing));
  }
  rhumb_buf_free(&dot);
  rhumb_buf_free(&drawing);
  return status;
}

/// Once more with the layout that takes everything
static RhumbStatus
render_again(RhumbBuf *const out,
             const Job *const job,
             const char *const layout,
             const unsigned seconds)
{
  rhumb_warn(job->diag,
             RHUMB_WARNING,
             job->view->loc,
             "the layout \"%s\" did not finish in %u seconds; \"sfdp\" is "
             "used instead",
             layout,
             seconds);
  RhumbMap map = {0};
  RhumbStatus status = make_map(&map, job, "sfdp");
  if (status == RHUMB_OK) {
    status = render_map(out, job, &map, LAST_SECONDS);
  }
  rhumb_map_free(&map);
  return status;
}

static RhumbStatus
draw(RhumbBuf *const out, const Job *const job)
{
  RhumbMap map = {0};
  RhumbStatus status = make_map(&map, job, NULL);
  if (status == RHUMB_OK) {
    const bool is_last = strcmp(map.layout, "sfdp") == 0;
    const unsigned seconds = is_last             ? LAST_SECONDS
                             : job->view->layout ? ASKED_SECONDS
                                                 : TRIED_SECONDS;
    status = render_map(out, job, &map, seconds);
    if (status == RHUMB_END && !is_last) {
      status = render_again(out, job, map.layout, seconds);
    }
  }
  rhumb_map_free(&map);
  return status != RHUMB_END
             ? status
             : rhumb_fail(job->diag,
                          RHUMB_ERR_IO,
                          job->view->loc,
                          "Graphviz did not finish in %d seconds: show less, "
                          "with \"focus\", \"hide\" or \"limit\"",
                          LAST_SECONDS);
}

RhumbStatus
rhumb_view_draw(const RhumbGraph *const graph,
                const RhumbView *const view,
                const RhumbPrefixes *const prefixes,
                const RhumbPicture *const picture,
                RhumbOutput *const output,
                const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  const RhumbIndex *const index = rhumb_graph_index(graph);
  const RhumbView *const used = view ? view : &rhumb_view_any;
  const RhumbNamer namer = rhumb_namer_new(&arena, index, used, prefixes);
  const Job job = {index, used, &namer, picture, diag};
  const RhumbStatus status = draw(&out, &job);
  if (status == RHUMB_OK) {
    rhumb_output_put(output, rhumb_buf_str(&out));
  }
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
  return status;
}
