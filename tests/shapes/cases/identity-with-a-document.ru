# SPDX-License-Identifier: ISC
#! ex:i-band Not: What something is claimed to be
DELETE DATA { ex:i-band att:relatesTo ex:crew } ;
INSERT DATA { ex:i-band att:relatesTo ex:report }
