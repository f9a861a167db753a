# SPDX-License-Identifier: ISC
#! ex:r-targeted Or: An assertion relates one thing to another
DELETE DATA { ex:r-targeted att:relatesTo ex:ministry }
