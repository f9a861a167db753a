// SPDX-License-Identifier: ISC

/// @file put.c  Outputs whose content is known before they begin.

#include "io/output.h"

RhumbStatus
rhumb_outputs_put(RhumbOutputs *const outputs,
                  const char *const path,
                  const RhumbStr text,
                  const RhumbLoc loc,
                  const RhumbDiag *const diag)
{
  RhumbOutput *output = NULL;
  RHUMB_TRY(rhumb_outputs_open(&output, outputs, path, loc, diag));
  rhumb_output_put(output, text);
  return RHUMB_OK;
}
