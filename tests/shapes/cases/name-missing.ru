# SPDX-License-Identifier: ISC
#! ex:n-band MinCount: A given name is one text
DELETE DATA { ex:n-band att:name "Band" }
