# SPDX-License-Identifier: ISC
#! ex:m-sylvania MinCount: A membership is of one agent
DELETE DATA { ex:m-sylvania att:member ex:sylvania }
