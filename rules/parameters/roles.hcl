parameter "roles.bind" {
  type    = map(string)
  default = {}
  summary = "Addresses of what the architecture speaks of, where several resources could be meant (* stands for any text): vpc, lb, database, cache, service NAME, bucket NAME, repository NAME"
}
