# SPDX-License-Identifier: ISC
#! ex:n-band MaxCount: A given name is of one
INSERT DATA { ex:n-band att:nameOf ex:crew }
