# SPDX-License-Identifier: ISC
#! ex:i-band Not: What is claimed to be the same
DELETE DATA { ex:i-band att:relates ex:band } ;
INSERT DATA { ex:i-band att:relates ex:report }
