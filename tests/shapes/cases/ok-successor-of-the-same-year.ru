# SPDX-License-Identifier: ISC
DELETE DATA { ex:a-raid att:date "2020-05" } ;
INSERT DATA { ex:a-raid att:date "2020" }
