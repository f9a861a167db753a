# SPDX-License-Identifier: ISC
#! ex:s-dispute Not: An assertion is no agent
INSERT DATA { ex:s-dispute a att:Declaration }
