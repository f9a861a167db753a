# SPDX-License-Identifier: ISC
#! ex:r-targeted Datatype: The kind of relation
DELETE DATA { ex:r-targeted att:relationType "targeted" } ;
INSERT DATA { ex:r-targeted att:relationType att:targeted }
