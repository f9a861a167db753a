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
  RhumbSelection selection;
  const RhumbStatus status = rhumb_select(
      &selection, job->index, job->view, job->namer, layout, job->diag);
  if (status == RHUMB_OK) {
    rhumb_map_make(map, &selection);
  }
  rhumb_selection_free(&selection);
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

/// Draw with the layout asked for, or the best; if that takes too long, once
/// more with the one that takes everything
static RhumbStatus
draw(RhumbBuf *const out, const Job *const job)
{
  const char *layout = NULL;
  for (;;) {
    RhumbMap map = {0};
    RhumbStatus status = make_map(&map, job, layout);
    const char *const used = map.layout;
    const bool is_last = used && strcmp(used, "sfdp") == 0;
    const unsigned seconds = is_last             ? LAST_SECONDS
                             : job->view->layout ? ASKED_SECONDS
                                                 : TRIED_SECONDS;
    if (status == RHUMB_OK) {
      status = render_map(out, job, &map, seconds);
    }
    rhumb_map_free(&map);
    if (status != RHUMB_END) {
      return status;
    }
    if (is_last) {
      return rhumb_fail(job->diag,
                        RHUMB_ERR_IO,
                        job->view->loc,
                        "Graphviz did not finish in %d seconds: show less, "
                        "with \"focus\", \"hide\" or \"limit\"",
                        LAST_SECONDS);
    }
    rhumb_warn(job->diag,
               RHUMB_WARNING,
               job->view->loc,
               "the layout \"%s\" did not finish in %u seconds; \"sfdp\" is "
               "used instead",
               used,
               seconds);
    layout = "sfdp";
  }
}

RhumbStatus
rhumb_view_draw(RhumbGraph *const graph,
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
