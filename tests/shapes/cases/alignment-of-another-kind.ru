# SPDX-License-Identifier: ISC
#! ex:s-alignment HasValue: The kind of an alignment
DELETE DATA { ex:s-alignment att:stanceKind att:stance-aligns } ;
INSERT DATA { ex:s-alignment att:stanceKind att:stance-supports }
