# SPDX-License-Identifier: ISC
#! ex:r-targeted Not: An assertion is no agent
INSERT DATA { ex:r-targeted a att:Activity }
