# SPDX-License-Identifier: ISC
#! ex:r-targeted MaxCount: An assertion relates one thing;
INSERT DATA { ex:r-targeted att:relates ex:break-in }
