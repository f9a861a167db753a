# SPDX-License-Identifier: ISC
#! ex:s-denial Or: What a stance relates to
DELETE DATA { ex:s-denial att:relatesTo ex:a-break-in } ;
INSERT DATA { ex:s-denial att:relatesTo ex:a-raid }
