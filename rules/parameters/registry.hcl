parameter "registry.keep_images" {
  type    = number
  default = 10
  summary = "Images that a repository keeps"
}

parameter "registry.lifecycle_repositories" {
  type    = list(string)
  default = []
  summary = "Names of repositories, also as the beginning of a name (NAME-staging), that keep registry.keep_images; none: every one"
}
