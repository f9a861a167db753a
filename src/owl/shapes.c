// SPDX-License-Identifier: ISC

/// @file shapes.c  Files of shapes, read to be copied.

#include "owl/shapes.h"

#include "io/compression.h"
#include "io/file.h"
#include "io/path.h"
#include "term/rdf.h"

typedef struct {
  RhumbArena arena;
  const RhumbDiag *diag;
  RhumbOutputs *outputs; ///< NULL: nothing is written
  const char *dir;
} Shipment;

static RhumbStatus
count_quad(void *const handle, const RhumbQuad *const quad)
{
  (void)quad;
  ++*(size_t *)handle;
  return RHUMB_OK;
}

static RhumbStatus
check_rdf(const Shipment *const shipment,
          const RhumbText *const text,
          const RhumbLoc loc)
{
  size_t count = 0;
  const RhumbQuadHandler to = {count_quad, &count};
  const RhumbStatus status =
      rhumb_rdf_read(text, NULL, (RhumbStr){0}, NULL, &to, shipment->diag);
  if (status != RHUMB_OK) {
    rhumb_warn(
        shipment->diag, RHUMB_NOTE, loc, "its shapes are asked for here");
  } else if (!count) {
    return rhumb_fail(shipment->diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "'%s' has no triples, and so no shapes",
                      text->name);
  }
  return status;
}

static RhumbStatus
ship_one(Shipment *const shipment, const RhumbOntologyFile *const file)
{
  RhumbArena *const arena = &shipment->arena;
  const RhumbText *text = NULL;
  RHUMB_TRY(rhumb_file_read(
      &text, arena, file->path.data, file->loc, shipment->diag));
  RHUMB_TRY(check_rdf(shipment, text, file->loc));
  if (!shipment->outputs) {
    return RHUMB_OK;
  }
  const RhumbStr name = rhumb_path_name(rhumb_unpacked_path(file->path));
  const RhumbStr path = rhumb_path_join(arena, rhumb_str(shipment->dir), name);
  return rhumb_outputs_put(
      shipment->outputs, path.data, text->text, file->loc, shipment->diag);
}

static RhumbStatus
ship(Shipment *const shipment, const RhumbOntology *const ontology)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < ontology->n_shapes; ++i) {
    RHUMB_KEEP(status, ship_one(shipment, &ontology->shapes[i]));
  }
  rhumb_arena_free(&shipment->arena);
  return status;
}

RhumbStatus
rhumb_shapes_check(const RhumbOntology *const ontology,
                   const RhumbDiag *const diag)
{
  return ontology ? ship(&(Shipment){.diag = diag}, ontology) : RHUMB_OK;
}

RhumbStatus
rhumb_shapes_ship(const RhumbOntology *const ontology,
                  RhumbOutputs *const outputs,
                  const char *const dir,
                  const RhumbDiag *const diag)
{
  return ship(&(Shipment){.diag = diag, .outputs = outputs, .dir = dir},
              ontology);
}
