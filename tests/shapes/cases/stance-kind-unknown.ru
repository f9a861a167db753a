# SPDX-License-Identifier: ISC
#! ex:s-dispute Class: A stance is of one kind
DELETE DATA { ex:s-dispute att:stanceKind att:stance-disputes } ;
INSERT DATA { ex:s-dispute att:stanceKind att:stance-hates }
