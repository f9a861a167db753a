# SPDX-License-Identifier: ISC
#! ex:s-dispute MinCount: A stance is of one kind
DELETE DATA { ex:s-dispute att:stanceKind att:stance-disputes }
