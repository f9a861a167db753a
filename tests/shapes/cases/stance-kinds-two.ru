# SPDX-License-Identifier: ISC
#! ex:s-dispute MaxCount: A stance is of one kind
INSERT DATA { ex:s-dispute att:stanceKind att:stance-doubts }
