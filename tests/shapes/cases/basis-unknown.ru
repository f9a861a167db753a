# SPDX-License-Identifier: ISC
#! ex:a-nobody Class: An attribution has a basis
DELETE DATA { ex:a-nobody att:basis att:basis-not-stated } ;
INSERT DATA { ex:a-nobody att:basis att:grade-linked }
