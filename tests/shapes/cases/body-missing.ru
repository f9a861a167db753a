# SPDX-License-Identifier: ISC
#! ex:m-sylvania MinCount: A membership is in one
DELETE DATA { ex:m-sylvania att:memberOfBody ex:league }
