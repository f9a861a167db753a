# SPDX-License-Identifier: ISC
#! ex:a-nobody MinCount: An attribution has a basis
DELETE DATA { ex:a-nobody att:basis att:basis-not-stated }
