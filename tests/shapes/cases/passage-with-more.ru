# SPDX-License-Identifier: ISC
#! ex:p-crew Closed: A passage has a place and words alone
INSERT DATA { ex:p-crew att:date "2020" }
