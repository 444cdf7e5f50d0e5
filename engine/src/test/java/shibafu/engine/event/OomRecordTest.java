package shibafu.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.event.OomRecord.Chosen;
import shibafu.engine.event.OomRecord.Killed;

final class OomRecordTest {
    @Test
    void a_kill_at_the_containers_own_limit() {
        assertThat(
                        OomRecord.parse(
                                "6,812,27534515796,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/shibafu_web,mems_allowed=0,oom_memcg=/shibafu_web,task_memcg=/shibafu_web,task=fill-memory,pid=20973,uid=0\n"))
                .contains(new Chosen(Optional.of("/shibafu_web"), "/shibafu_web", "fill-memory", 20973));
    }

    @Test
    void a_kill_in_a_cgroup_inside_at_the_limit_of_one_above() {
        assertThat(
                        OomRecord.parse(
                                "6,812,27534515796,c;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=web,mems_allowed=0-1,oom_memcg=/pod,task_memcg=/pod/web/inner,task=sh,pid=7,uid=1000"))
                .contains(new Chosen(Optional.of("/pod"), "/pod/web/inner", "sh", 7));
    }

    @Test
    void a_kill_because_the_host_has_no_memory() {
        assertThat(
                        OomRecord.parse(
                                "6,9,1,-;oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/shibafu_web,task=java,pid=42,uid=0"))
                .contains(new Chosen(Optional.empty(), "/shibafu_web", "java", 42));
    }

    @Test
    void how_large_the_victim_was() {
        assertThat(
                        OomRecord.parse(
                                "3,813,27534515821,-;Memory cgroup out of memory: Killed process 20973 (sh) total-vm:23332kB, anon-rss:19584kB, file-rss:1604kB, shmem-rss:0kB, UID:0 pgtables:92kB oom_score_adj:0\n SUBSYSTEM=x"))
                .contains(new Killed(20973, OptionalLong.of(19584L * 1024)));
        assertThat(
                        OomRecord.parse(
                                "3,813,2,-;Out of memory: Killed process 5 (a) b) total-vm:1kB, anon-rss:2kB, file-rss:3kB, shmem-rss:0kB, UID:0"))
                .contains(new Killed(5, OptionalLong.of(2048)));
    }

    @Test
    void a_name_chosen_to_look_like_what_follows_it_fools_nobody() {
        assertThat(
                        OomRecord.parse(
                                "6,1,1,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=x,pid=1,uid=0,pid=99,uid=0"))
                .contains(new Chosen(Optional.of("/a"), "/a", "x,pid=1,uid=0", 99));
    }

    @Test
    void what_a_program_wrote_into_the_log_is_no_record_of_the_kernel() {
        assertThat(
                        OomRecord.parse(
                                "14,1,1,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=x,pid=1,uid=0"))
                .isEmpty();
    }

    @Test
    void other_records_say_nothing() {
        assertThat(OomRecord.parse("6,1,1,-;cgroup: fork rejected by pids controller in /shibafu_web"))
                .isEmpty();
        assertThat(OomRecord.parse("")).isEmpty();
        assertThat(OomRecord.parse("no record")).isEmpty();
    }
}
