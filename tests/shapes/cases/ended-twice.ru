# SPDX-License-Identifier: ISC
#! ex:n-band MaxCount: The end is one text
INSERT DATA { ex:n-band att:ended "2020" }
