# SPDX-License-Identifier: ISC
#! ex:i-band MinCount: A number for confidence has a scale
DELETE DATA { ex:i-band att:confidenceScale att:scale-misp }
