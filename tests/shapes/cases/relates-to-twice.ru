# SPDX-License-Identifier: ISC
#! ex:r-targeted MaxCount: An assertion relates a thing to one other
INSERT DATA { ex:r-targeted att:relatesTo ex:crew }
