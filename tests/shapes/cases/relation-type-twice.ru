# SPDX-License-Identifier: ISC
#! ex:r-targeted MaxCount: The kind of relation
INSERT DATA { ex:r-targeted att:relationType "affected" }
