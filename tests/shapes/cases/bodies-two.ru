# SPDX-License-Identifier: ISC
#! ex:m-sylvania MaxCount: A membership is in one
INSERT DATA { ex:m-sylvania att:memberOfBody ex:vendor }
