# SPDX-License-Identifier: ISC
#! ex:n-band MaxCount: A given name is one text
INSERT DATA { ex:n-band att:name "The Band" }
