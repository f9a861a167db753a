# SPDX-License-Identifier: ISC
DELETE DATA { ex:i-band att:relatesTo ex:crew } ;
INSERT DATA { ex:i-band att:relatesTo <https://example.com/elsewhere> }
