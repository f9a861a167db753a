# SPDX-License-Identifier: ISC
#? ex:i-band Disjoint: A claim of identity is of two things
DELETE DATA { ex:i-band att:relatesTo ex:crew } ;
INSERT DATA { ex:i-band att:relatesTo ex:band }
