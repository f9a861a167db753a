# SPDX-License-Identifier: ISC
#! ex:i-band Or: An assertion relates one thing to another
DELETE DATA { ex:i-band att:relatesTo ex:crew }
