# SPDX-License-Identifier: ISC
#! ex:m-sylvania Or: A membership is in one
DELETE DATA { ex:m-sylvania att:memberOfBody ex:league } ;
INSERT DATA { ex:m-sylvania att:memberOfBody ex:freedonia }
